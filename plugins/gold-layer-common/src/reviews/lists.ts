import { z } from 'zod';
import { personSchema } from '../people/person';
import { shownTierSchema } from '../services/tier';
import { reviewPurposeSchema, sectionDocumentSchema } from './document';

/** A checklist in a list. */
export const checklistSummarySchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  origin: z.string(),
  purpose: reviewPurposeSchema,
  sections: z.number().int(),
  controls: z.number().int(),
  /** Reviews of it that are under way, and that hold. */
  open: z.number().int(),
  approved: z.number().int(),
});
/** A checklist in a list. */
export type ChecklistSummary = z.infer<typeof checklistSummarySchema>;

/** A checklist, whole. */
export const checklistDetailSchema = checklistSummarySchema.extend({
  signOff: z.record(
    z.string(),
    z.array(z.object({ role: z.string(), title: z.string() })),
  ),
  validFor: z.record(z.string(), z.string()),
  sectionsOf: z.array(sectionDocumentSchema),
  source: z.string(),
});
/** A checklist, whole. */
export type ChecklistDetail = z.infer<typeof checklistDetailSchema>;

/** A service that is expected to have a valid review and has none. */
export const reviewNeedSchema = z.object({
  service: z.string(),
  serviceTitle: z.string(),
  tier: shownTierSchema,
  owner: personSchema.optional(),
  checklist: z.string(),
  checklistTitle: z.string(),
  /** `none` ever, or how the latest one ended or where it stands. */
  reason: z.enum([
    'none',
    'open',
    'rejected',
    'withdrawn',
    'expired',
    'revalidation-required',
  ]),
  /** The latest review, if any. */
  review: z.string().optional(),
});
/** A service that is expected to have a valid review and has none. */
export type ReviewNeed = z.infer<typeof reviewNeedSchema>;

/** One reviewer's load. */
export const reviewerLoadSchema = z.object({
  person: personSchema,
  roles: z.array(z.object({ role: z.string(), title: z.string() })),
  open: z.number().int(),
  overdue: z.number().int(),
  /** ISO time at which the oldest open assignment was made. */
  oldest: z.string().optional(),
});
/** One reviewer's load. */
export type ReviewerLoad = z.infer<typeof reviewerLoadSchema>;

/** What changes when an open review moves to the checklist in force. */
export const reviewUpgradeSchema = z.object({
  from: z.string(),
  to: z.string(),
  added: z.array(z.object({ control: z.string(), title: z.string() })),
  removed: z.array(
    z.object({ control: z.string(), title: z.string(), answered: z.boolean() }),
  ),
  /** Controls whose text, rule or weight changed; `keeps` says whether the answer still applies. */
  changed: z.array(
    z.object({
      control: z.string(),
      title: z.string(),
      what: z.string(),
      keeps: z.boolean(),
    }),
  ),
  kept: z.number().int(),
});
/** What an upgrade changes. */
export type ReviewUpgrade = z.infer<typeof reviewUpgradeSchema>;

/** Who else has the review open, and at which control. */
export const presenceSchema = z.object({
  person: personSchema,
  control: z.string().optional(),
  at: z.string(),
});
/** Who else has the review open. */
export type Presence = z.infer<typeof presenceSchema>;
