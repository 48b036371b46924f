import { z } from 'zod';
import { many, writtenText } from '../api/fields';
import { roleNameSchema } from '../people/roles';
import { userRefSchema } from '../people/person';
import { shownTierSchema } from '../services/tier';
import { evidenceKindSchema, reviewPurposeSchema } from './document';
import { controlAnswerSchema, reviewStateSchema } from './review';

/** Largest evidence file, in bytes. */
export const maxEvidenceBytes = 5 * 1024 * 1024;

/** Media types of evidence files; what they hold is checked against it. */
export const evidenceMediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
  'application/json',
] as const;

/** Which service walks which checklist. */
export const startReviewSchema = z.strictObject({
  service: z.string().max(300),
  checklist: z.string().max(63),
});

/** A change of one control's answer. Only the parts given are changed. */
export const answerControlSchema = z.strictObject({
  /** The version of the control that the writer saw. */
  version: z.number().int().min(0),
  /** null clears the answer. */
  answer: controlAnswerSchema.nullable().optional(),
  note: z.string().max(4000).optional(),
  /** Confirms (true) or no longer confirms the automatic answer. */
  confirm: z.boolean().optional(),
  /** Disputes the automatic answer with a comment; null takes that back. */
  dispute: writtenText(2000).nullable().optional(),
});
/** A change of one control's answer. */
export type AnswerControl = z.infer<typeof answerControlSchema>;

/** New evidence for a control. */
export const addEvidenceSchema = z.strictObject({
  kind: evidenceKindSchema,
  title: writtenText(200),
  /** For links, dashboards and drills: http or https. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  file: z
    .strictObject({
      name: writtenText(200),
      mediaType: z.enum(evidenceMediaTypes),
      /** Base64. */
      content: z.base64().max(Math.ceil(maxEvidenceBytes / 3) * 4),
    })
    .optional(),
  /** For a check snapshot: `scorecard/check`. */
  check: z.string().max(140).optional(),
  date: z.iso.date().optional(),
  validUntil: z.iso.date().optional(),
});
/** New evidence for a control. */
export type AddEvidence = z.infer<typeof addEvidenceSchema>;

/** A comment on the review, a section or a control; `@user:default/ada` mentions. */
export const commentSchema = z.strictObject({
  body: writtenText(4000),
  section: z.string().max(63).optional(),
  control: z.string().max(63).optional(),
});

/** The version of the review that the caller saw, and a comment. */
export const reviewStepSchema = z.strictObject({
  version: z.number().int(),
  comment: z.string().trim().max(4000).optional(),
});

/** A section's sign-off, or a request to change it. */
export const signSectionSchema = z.strictObject({
  version: z.number().int(),
  section: z.string().max(63),
  comment: z.string().trim().max(4000).optional(),
});

/** What is to be changed, in one section or all over. */
export const requestChangesSchema = z.strictObject({
  version: z.number().int(),
  section: z.string().max(63).optional(),
  comment: writtenText(4000),
});

/** A role's decision. */
export const decideReviewSchema = z.strictObject({
  version: z.number().int(),
  role: roleNameSchema,
  decision: z.enum(['approved', 'conditionally-approved', 'rejected']),
  comment: z.string().trim().max(4000).optional(),
  /** For a conditional approval: at least one. */
  conditions: z
    .array(
      z.strictObject({
        title: writtenText(300),
        owner: userRefSchema,
        due: z.iso.date(),
      }),
    )
    .max(20)
    .optional(),
});
/** A role's decision. */
export type DecideReview = z.infer<typeof decideReviewSchema>;

/** Who takes a role's part; the next in rotation when absent. */
export const assignReviewerSchema = z.strictObject({
  role: roleNameSchema,
  person: userRefSchema.optional(),
});

/** Sorts of the list of reviews. */
export const reviewSortFields = [
  'updated',
  'age',
  'promised',
  'tier',
  'service',
  'validUntil',
  'drift',
] as const;

/** The list of reviews. */
export const reviewsQuerySchema = z.object({
  q: z.string().max(200).optional(),
  state: many(reviewStateSchema.or(z.enum(['open', 'expiring', 'drifted']))),
  purpose: many(reviewPurposeSchema),
  checklist: z.string().max(63).optional(),
  tier: many(shownTierSchema),
  /** Group refs; a group stands for itself and all groups below it. */
  owner: many(z.string().max(300)),
  service: z.string().max(300).optional(),
  /** User ref of an assigned reviewer, or `me`. */
  reviewer: z.string().max(300).optional(),
  sort: z.enum(reviewSortFields).default('updated'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});
/** The list of reviews. */
export type ReviewsQuery = z.infer<typeof reviewsQuerySchema>;
