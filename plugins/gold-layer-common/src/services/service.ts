import { z } from 'zod';
import { recordProblemSchema, serviceRecordSchema } from './record';
import { shownTierSchema } from './tier';

/** Full entity ref in lower case, such as `component:default/checkout`. */
export const entityRefSchema = z
  .string()
  .regex(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/, 'expected kind:namespace/name')
  .transform(ref => ref.toLocaleLowerCase('en-US'));

/**
 * What is missing from a service's ownership (domain: ownership registry).
 * - `no-owner`: no group owns it; `owner-is-user`: a person does
 * - `several-owners`: more than one group; `owner-not-found`: the group is not in the catalog
 * - `owner-too-small`: fewer than two members; `no-rotation`, `no-escalation`, `no-tier`: the record names none
 */
export const ownershipGapKinds = [
  'no-owner',
  'owner-is-user',
  'several-owners',
  'owner-not-found',
  'owner-too-small',
  'no-tier',
  'no-rotation',
  'no-escalation',
] as const;
/** See {@link ownershipGapKinds}. */
export const ownershipGapKindSchema = z.enum(ownershipGapKinds);
/** See {@link ownershipGapKinds}. */
export type OwnershipGapKind = z.infer<typeof ownershipGapKindSchema>;

/** A gap with a sentence saying what was found and what would close it. */
export const ownershipGapSchema = z.object({
  kind: ownershipGapKindSchema,
  message: z.string(),
});
/** A gap with its sentence. */
export type OwnershipGap = z.infer<typeof ownershipGapSchema>;

/** Should this service be Gold? `undecided` when the record does not say enough to tell. */
export const goldRecommendationSchema = z.object({
  answer: z.enum(['yes', 'raise', 'lighter', 'optional', 'undecided']),
  /** At least one sentence, each naming the values it rests on. */
  reasons: z.array(z.string()),
});
/** See {@link goldRecommendationSchema}. */
export type GoldRecommendation = z.infer<typeof goldRecommendationSchema>;

/** A service: the projection of one catalog Component, with what is derived from it. */
export const serviceSchema = z.object({
  ref: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.string().optional(),
  lifecycle: z.string().optional(),
  tier: shownTierSchema,
  /** The one owning group or user, if exactly one resolves from relations. */
  owner: z.string().optional(),
  system: z.string().optional(),
  domain: z.string().optional(),
  tags: z.array(z.string()),
  /** Every valid field of the record. */
  record: serviceRecordSchema,
  recordProblems: z.array(recordProblemSchema),
  gaps: z.array(ownershipGapSchema),
  gold: goldRecommendationSchema,
  /** ISO time at which the catalog last confirmed this state. */
  confirmedAt: z.string(),
});
/** A service: the projection of one catalog Component. */
export type Service = z.infer<typeof serviceSchema>;
