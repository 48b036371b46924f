import { z } from 'zod';
import { personSchema } from '../people/person';
import { checkInputSchema } from '../scorecards/result';
import { shownTierSchema } from '../services/tier';
import { evidenceKindSchema, reviewPurposeSchema } from './document';

/** States of a review. `expiring` is no state: it is shown in the last 30 days of an approval. */
export const reviewStates = [
  'draft',
  'submitted',
  'in-review',
  'changes-requested',
  'approved',
  'conditionally-approved',
  'rejected',
  'withdrawn',
  'expired',
  'revalidation-required',
  'superseded',
] as const;
/** States of a review. */
export const reviewStateSchema = z.enum(reviewStates);
/** States of a review. */
export type ReviewState = z.infer<typeof reviewStateSchema>;

/** What a control can be answered with. */
export const controlAnswers = [
  'met',
  'partly',
  'not-met',
  'not-applicable',
] as const;
/** What a control can be answered with. */
export const controlAnswerSchema = z.enum(controlAnswers);
/** What a control can be answered with. */
export type ControlAnswer = z.infer<typeof controlAnswerSchema>;

/** Evidence for one control. */
export const evidenceSchema = z.object({
  id: z.string(),
  kind: evidenceKindSchema,
  title: z.string(),
  url: z.string().optional(),
  /** Of a file: name, media type, size in bytes and SHA-256 in hex. */
  file: z
    .object({
      name: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
      sha256: z.string(),
    })
    .optional(),
  /** What a check snapshot said when it was taken. */
  snapshot: z
    .object({ check: z.string(), state: z.string(), reason: z.string() })
    .optional(),
  /** Day the drill was held, or the thing was true. */
  date: z.iso.date().optional(),
  validUntil: z.string().optional(),
  addedBy: personSchema,
  addedAt: z.string(),
});
/** Evidence for one control. */
export type Evidence = z.infer<typeof evidenceSchema>;

/** What the portal itself knows about a control. */
export const automaticAnswerSchema = z.object({
  /** `unknown`: no fresh fact; people have to answer. */
  outcome: z.enum(['met', 'not-met', 'unknown']),
  /** Why, in one sentence. */
  reason: z.string(),
  inputs: z.array(checkInputSchema),
  /** ISO time of the oldest fact it rests on, or of the evaluation where it rests on the record alone. */
  asOf: z.string(),
});
/** What the portal itself knows about a control. */
export type AutomaticAnswer = z.infer<typeof automaticAnswerSchema>;

/** A control of a review with everything around its answer. */
export const reviewControlSchema = z.object({
  control: z.string(),
  title: z.string(),
  guidance: z.string(),
  link: z.string().optional(),
  evidenceNeeded: z.enum(['none', 'optional', 'required']),
  /** Whether it blocks approval for this service's tier. */
  blocking: z.boolean(),
  rule: z.string().optional(),
  /** Absent: unanswered. */
  answer: controlAnswerSchema.optional(),
  /** Where the answer comes from; absent while unanswered. */
  source: z.enum(['automatic', 'evidence', 'person']).optional(),
  /** Comment; for "not applicable" the reason, which is required. */
  note: z.string().optional(),
  automatic: automaticAnswerSchema.optional(),
  /** A person has looked at the automatic answer and agrees. */
  confirmed: z.object({ by: personSchema, at: z.string() }).optional(),
  /** A person disagrees with the automatic answer, and why. */
  disputed: z
    .object({ by: personSchema, at: z.string(), comment: z.string() })
    .optional(),
  evidence: z.array(evidenceSchema),
  /** After this the answer no longer counts. */
  validUntil: z.string().optional(),
  waiver: z
    .object({ id: z.string(), state: z.string(), until: z.string() })
    .optional(),
  /** Whether it stands in the way of approval, and why. */
  open: z.string().optional(),
  /** Whether it has regressed since approval, and how. */
  drift: z.string().optional(),
  /** The earlier review that the answer, as `updatedBy` gave it, comes from, and when that was decided; absent once somebody changes it here. */
  carriedFrom: z.object({ review: z.string(), at: z.string() }).optional(),
  updatedBy: personSchema.optional(),
  updatedAt: z.string().optional(),
  /** Raised by every write; a write says which version it saw. 0: never written by a person. */
  version: z.number().int(),
});
/** A control of a review with everything around its answer. */
export type ReviewControl = z.infer<typeof reviewControlSchema>;

/** A role's word on a section. */
export const sectionSignOffSchema = z.object({
  state: z.enum(['signed', 'changes-requested', 'stale']),
  by: personSchema,
  at: z.string(),
  comment: z.string().optional(),
  /** Who is asked to sign it again, where it has to be. */
  asked: personSchema.optional(),
  /** Why nobody can be asked. */
  problem: z.string().optional(),
});

/** One section of a review. */
export const reviewSectionSchema = z.object({
  section: z.string(),
  title: z.string(),
  description: z.string().optional(),
  reviewer: z.object({ role: z.string(), title: z.string() }),
  signOff: sectionSignOffSchema.optional(),
  /** Who is asked to sign it, where nobody has and its role has decided already. */
  asked: personSchema.optional(),
  /** Why nobody is asked then. */
  problem: z.string().optional(),
  controls: z.array(reviewControlSchema),
});
/** One section of a review. */
export type ReviewSection = z.infer<typeof reviewSectionSchema>;

/** A comment; plain Markdown text, rendered without HTML. */
export const reviewCommentSchema = z.object({
  id: z.string(),
  control: z.string().optional(),
  section: z.string().optional(),
  author: personSchema,
  at: z.string(),
  body: z.string(),
  mentions: z.array(personSchema),
});
/** A comment. */
export type ReviewComment = z.infer<typeof reviewCommentSchema>;

/** Something that must be done by a day for a conditional approval to hold. */
export const reviewConditionSchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: personSchema,
  due: z.iso.date(),
  done: z
    .object({ by: personSchema, at: z.string(), note: z.string() })
    .optional(),
  overdue: z.boolean(),
});
/** A condition of an approval. */
export type ReviewCondition = z.infer<typeof reviewConditionSchema>;

/** The word of one of the roles that decide. */
export const roleDecisionSchema = z.object({
  role: z.string(),
  title: z.string(),
  /** Whom it is assigned to. */
  assignee: personSchema.optional(),
  /** Until when an answer is promised. */
  promisedBy: z.string().optional(),
  decision: z
    .enum(['approved', 'conditionally-approved', 'rejected'])
    .optional(),
  by: personSchema.optional(),
  at: z.string().optional(),
  comment: z.string().optional(),
  /** What keeps the role from being filled, such as that nobody holds it. */
  problem: z.string().optional(),
});
/** The word of one of the roles that decide. */
export type RoleDecision = z.infer<typeof roleDecisionSchema>;

/** Counts of a review's controls. */
export const reviewProgressSchema = z.object({
  controls: z.number().int(),
  answered: z.number().int(),
  /** Of the answered, those that the portal answered by itself. */
  automatic: z.number().int(),
  /** Controls that stand in the way of approval. */
  blocking: z.number().int(),
  /** Regressed since approval. */
  drifted: z.number().int(),
  driftedBlocking: z.number().int(),
});
/** Counts of a review's controls. */
export type ReviewProgress = z.infer<typeof reviewProgressSchema>;

/** A review in a list. */
export const reviewSummarySchema = z.object({
  id: z.string(),
  checklist: z.string(),
  checklistTitle: z.string(),
  checklistVersion: z.string(),
  purpose: reviewPurposeSchema,
  service: z.string(),
  serviceTitle: z.string(),
  /** False once the service has left the catalog. */
  serviceExists: z.boolean(),
  owner: personSchema.optional(),
  tier: shownTierSchema,
  state: reviewStateSchema,
  progress: reviewProgressSchema,
  requestedBy: personSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
  submittedAt: z.string().optional(),
  decidedAt: z.string().optional(),
  validUntil: z.string().optional(),
  /** True within 30 days before the approval ends. */
  expiring: z.boolean(),
  /** Next answer promised by the reviewers; in the past: overdue. */
  promisedBy: z.string().optional(),
  reviewers: z.array(personSchema),
  /** Why it must be validated again. */
  revalidation: z.string().optional(),
});
/** A review in a list. */
export type ReviewSummary = z.infer<typeof reviewSummarySchema>;

/** What the caller may do with a review now; the reason where not. */
export const reviewActionNames = [
  'answer',
  'submit',
  'withdraw',
  'comment',
  'requestChanges',
  'decide',
  'assign',
  'upgrade',
] as const;
/** Something one may do with a review. */
export type ReviewActionName = (typeof reviewActionNames)[number];

/** A review, whole. */
export const reviewSchema = reviewSummarySchema.extend({
  /** Raised by every change of the review itself. */
  version: z.number().int(),
  sections: z.array(reviewSectionSchema),
  comments: z.array(reviewCommentSchema),
  decisions: z.array(roleDecisionSchema),
  conditions: z.array(reviewConditionSchema),
  /** Version of the checklist now in force, when it is another one. */
  upgradeTo: z.string().optional(),
  /** True when the checklist it is pinned to can no longer be read from any source but its stored text. */
  checklistGone: z.boolean(),
  /** That the tier was raised since it was submitted, so that others have to be asked before it can be approved. */
  tierRaised: z.string().optional(),
  /** What the caller may do; the text says why not. */
  may: z.record(
    z.enum(reviewActionNames),
    z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  ),
  /** Sections the caller may sign. */
  maySign: z.array(z.string()),
  /** Roles the caller may decide for. */
  mayDecideFor: z.array(z.string()),
  /** Earlier review of the same checklist that this one replaced, and the later one that replaced it. */
  supersedes: z.string().optional(),
  supersededBy: z.string().optional(),
});
/** A review, whole. */
export type Review = z.infer<typeof reviewSchema>;

/** What changing one answer yields: the control and all else that changed with it. */
export const answeredControlSchema = z.object({
  control: reviewControlSchema,
  /** The section it is in, and the word on it: a change makes a signed section stale. */
  section: z.string(),
  signOff: sectionSignOffSchema.optional(),
  progress: reviewProgressSchema,
  /** Of the review. */
  version: z.number().int(),
});
/** What changing one answer yields. */
export type AnsweredControl = z.infer<typeof answeredControlSchema>;

/** One entry of the append-only log. Its hash covers the entry and the hash before it. */
export const reviewLogEntrySchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  actor: personSchema,
  event: z.string(),
  /** In words, for people. */
  text: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});
/** One entry of the append-only log. */
export type ReviewLogEntry = z.infer<typeof reviewLogEntrySchema>;

/** A review as one file, with what is needed to verify it. */
export const reviewExportSchema = z.object({
  format: z.literal('gold-layer.io/review-export/v1'),
  exportedAt: z.string(),
  review: reviewSchema.omit({ may: true, maySign: true, mayDecideFor: true }),
  /** The checklist as it stood, in YAML. */
  checklist: z.string(),
  /** Answers, evidence hashes and facts as frozen at the decision; absent before it. */
  snapshot: z.record(z.string(), z.unknown()).optional(),
  snapshotHash: z.string().optional(),
  log: z.array(reviewLogEntrySchema),
});
/** A review as one file. */
export type ReviewExport = z.infer<typeof reviewExportSchema>;
