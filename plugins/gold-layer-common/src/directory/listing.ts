import { z } from 'zod';
import { many } from '../api/fields';
import { checkStateSchema } from '../scorecards/state';
import { standingSchema } from '../scorecards/standing';
import {
  goldRecommendationSchema,
  ownershipGapKindSchema,
} from '../services/service';
import { shownTierSchema } from '../services/tier';

/** Columns by which the list of services can be sorted. `level` and `coverage` need `scorecard`. */
export const serviceSortFields = [
  'name',
  'tier',
  'owner',
  'system',
  'lifecycle',
  'level',
  'coverage',
  'gaps',
  'trend',
] as const;

/** What a source of facts knows of a service: fresh facts only, some that are stale, none, or it failed when last asked. */
export const sourceStates = ['failed', 'stale', 'missing', 'fresh'] as const;
/** What a source of facts knows of a service. */
export const sourceStateSchema = z.enum(sourceStates);
/** What a source of facts knows of a service. */
export type SourceState = z.infer<typeof sourceStateSchema>;

/** Filters that every view over many services understands. */
export const serviceFilterSchema = z.object({
  /** Free text over name, title, description, owner, system and tags. */
  q: z.string().max(200).optional(),
  tier: many(shownTierSchema),
  /** Group or user refs; a group stands for itself and all groups below it. */
  owner: many(z.string().max(300)),
  system: many(z.string().max(300)),
  domain: many(z.string().max(300)),
  lifecycle: many(z.string().max(100)),
  type: many(z.string().max(100)),
  gap: many(ownershipGapKindSchema.or(z.literal('any'))),
  /** Answers to "should this be Gold?". */
  gold: many(goldRecommendationSchema.shape.answer),
  /** The scorecard that `level`, `check`, `state` and the sorts by level and coverage speak of. */
  scorecard: z.string().max(100).optional(),
  /** Level names, `none` for the ground floor below the first level, `unscored` where nothing applies. */
  level: many(z.string().max(63)),
  /** A check id of `scorecard`; with `state` only services whose check is in one of those states. */
  check: z.string().max(100).optional(),
  state: many(checkStateSchema),
  /** Only services of which `check` is what stands between them and their next level. */
  blocking: z.enum(['true']).optional(),
  /** A source of facts; with `sourceState` only services of which it knows so much. */
  source: z.string().max(100).optional(),
  sourceState: many(sourceStateSchema),
});
/** Filters that every view over many services understands. */
export type ServiceFilter = z.infer<typeof serviceFilterSchema>;

/** The list's query: filters, sort, page. */
export const servicesQuerySchema = serviceFilterSchema.extend({
  sort: z.enum(serviceSortFields).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** From `pageInfo.nextCursor`; valid with the same filters and sort. */
  cursor: z.string().max(2000).optional(),
});
/** The list's query: filters, sort, page. */
export type ServicesQuery = z.infer<typeof servicesQuerySchema>;

/** One row of the list. */
export const serviceRowSchema = z.object({
  ref: z.string(),
  name: z.string(),
  title: z.string().optional(),
  type: z.string().optional(),
  lifecycle: z.string().optional(),
  tier: shownTierSchema,
  owner: z.string().optional(),
  ownerTitle: z.string().optional(),
  system: z.string().optional(),
  domain: z.string().optional(),
  gaps: z.array(ownershipGapKindSchema),
  standings: z.array(standingSchema),
});
/** One row of the list. */
export type ServiceRow = z.infer<typeof serviceRowSchema>;

/** One choice of a filter, with how many visible services have it. */
export const facetValueSchema = z.object({
  value: z.string(),
  title: z.string().optional(),
  count: z.number().int(),
});
/** The choices of every filter over the services the caller may see. */
export const serviceFacetsSchema = z.object({
  tiers: z.array(facetValueSchema),
  owners: z.array(facetValueSchema),
  systems: z.array(facetValueSchema),
  domains: z.array(facetValueSchema),
  lifecycles: z.array(facetValueSchema),
  types: z.array(facetValueSchema),
  /** Sources of facts, with how many services have facts from them. */
  sources: z.array(facetValueSchema),
});
/** The choices of every filter. */
export type ServiceFacets = z.infer<typeof serviceFacetsSchema>;
