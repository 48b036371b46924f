import { z } from 'zod';
import { factValueSchema } from '../facts/fact';
import { shownTierSchema } from '../services/tier';
import {
  automaticAnswerSchema,
  controlAnswerSchema,
  evidenceSchema,
  reviewStateSchema,
} from './review';

/** Milliseconds. */
const time = z.number();
const ref = z.string();

/** Evidence as it is stored, frozen and logged: people as refs, times in milliseconds. */
export const frozenEvidenceSchema = evidenceSchema.extend({
  control: z.string(),
  addedBy: ref,
  addedAt: time,
});
/** Evidence as it is stored, frozen and logged. */
export type FrozenEvidence = z.infer<typeof frozenEvidenceSchema>;

/** A control as it was approved. */
export const frozenAnswerSchema = z.object({
  control: z.string(),
  title: z.string(),
  blocking: z.boolean(),
  answer: controlAnswerSchema.optional(),
  source: z.enum(['automatic', 'evidence', 'person']).optional(),
  note: z.string().optional(),
  carriedFrom: z.object({ review: z.string(), at: time }).optional(),
  automatic: automaticAnswerSchema.optional(),
  confirmed: z.object({ by: ref, at: time }).optional(),
  disputed: z.object({ by: ref, at: time, comment: z.string() }).optional(),
  waiver: z
    .object({ id: z.string(), state: z.string(), until: time })
    .optional(),
  evidence: z.array(frozenEvidenceSchema),
});
/** A control as it was approved. */
export type FrozenAnswer = z.infer<typeof frozenAnswerSchema>;

/** What an approval rests on, as it is frozen: the field `snapshot` of an exported review. */
export const reviewSnapshotSchema = z.object({
  /** ISO time. */
  at: z.string(),
  /** Id of the review. */
  review: z.string(),
  state: reviewStateSchema,
  checklist: z.object({
    name: z.string(),
    version: z.string(),
    hash: z.string(),
  }),
  service: z.object({
    ref,
    title: z.string().optional(),
    tier: shownTierSchema,
    owner: ref.optional(),
    /** Refs of critical services that it depended on. */
    criticalDependencies: z.array(ref).optional(),
  }),
  answers: z.array(frozenAnswerSchema),
  /** Those that rules of the checklist read. */
  facts: z.array(
    z.object({
      fact: z.string(),
      value: factValueSchema,
      source: z.string(),
      /** ISO times. */
      collectedAt: z.string(),
      validUntil: z.string().optional(),
    }),
  ),
  signOffs: z.array(
    z.object({
      section: z.string(),
      state: z.enum(['signed', 'changes-requested', 'stale']),
      by: ref,
      at: time,
      comment: z.string().optional(),
    }),
  ),
  decisions: z.array(
    z.object({
      role: z.string(),
      decision: z
        .enum(['approved', 'conditionally-approved', 'rejected'])
        .optional(),
      by: ref.optional(),
      at: time.optional(),
      comment: z.string().optional(),
    }),
  ),
  conditions: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      title: z.string(),
      owner: ref,
      due: z.string(),
      done: z.object({ by: ref, at: time, note: z.string() }).optional(),
    }),
  ),
});
/** What an approval rests on, as it is frozen. */
export type ReviewSnapshot = z.infer<typeof reviewSnapshotSchema>;
