import { z } from 'zod';
import { writtenText } from '../api/fields';
import { userRefSchema } from '../people/person';
import { roleNameSchema } from '../people/roles';
import { evidenceKindSchema } from '../reviews/document';
import { controlAnswerSchema } from '../reviews/review';
import { shownTierSchema } from '../services/tier';
import { riskSchema, waiverSubjectSchema } from '../waivers/waiver';

const moment = z.iso.datetime({ offset: true });
const day = z.iso.date();
const ref = z.string().max(300).toLowerCase();
const name = z.string().max(63);
const link = z.url({ protocol: /^https?$/ }).max(2000);
const said = z.string().trim().max(4000).optional();

/** Names a record within its source, so that it is taken over once. */
const key = writtenText(200);

/** A waiver of the past. */
export const pastWaiverSchema = z.strictObject({
  kind: z.literal('waiver'),
  key,
  service: ref,
  subject: waiverSubjectSchema,
  /** Title of the check or control, where the portal does not know it. */
  title: writtenText(160).optional(),
  risk: riskSchema,
  requestedBy: userRefSchema,
  requestedAt: moment,
  requestedUntil: day,
  decided: z
    .strictObject({
      by: userRefSchema,
      at: moment,
      decision: z.enum(['approved', 'rejected']),
      comment: said,
      /** An earlier end than was asked for. */
      until: day.optional(),
    })
    .optional(),
  /** Taken back before, or ended after it was approved. */
  ended: z
    .strictObject({ by: userRefSchema, at: moment, comment: writtenText(4000) })
    .optional(),
  /** Key of the term before; it has to come earlier. */
  renews: key.optional(),
});
/** A waiver of the past. */
export type PastWaiver = z.infer<typeof pastWaiverSchema>;

/** An assessment of the past: complete, and published. */
export const pastAssessmentSchema = z.strictObject({
  kind: z.literal('assessment'),
  key,
  /** Ref of a service or group. */
  subject: ref,
  rubric: name,
  by: userRefSchema,
  at: moment,
  /** By dimension. */
  grades: z.record(
    name,
    z.strictObject({ grade: z.number().int(), note: said }),
  ),
});
/** An assessment of the past. */
export type PastAssessment = z.infer<typeof pastAssessmentSchema>;

const pastAnswerSchema = z.strictObject({
  answer: controlAnswerSchema,
  note: said,
  by: userRefSchema.optional(),
  at: moment.optional(),
  evidence: z
    .array(
      z.strictObject({
        kind: evidenceKindSchema.extract(['link', 'dashboard', 'drill']),
        title: writtenText(200),
        url: link.optional(),
        date: day.optional(),
        validUntil: day.optional(),
      }),
    )
    .max(20)
    .default([]),
});
/** An answer of the past. */
export type PastAnswer = z.infer<typeof pastAnswerSchema>;

/** A review of the past, as far as it had come. Its state follows from what is told. */
export const pastReviewSchema = z.strictObject({
  kind: z.literal('review'),
  key,
  service: ref,
  checklist: name,
  requestedBy: userRefSchema,
  startedAt: moment,
  /** Of the service when it was decided; today's if absent. */
  tier: shownTierSchema.exclude(['unclassified']).optional(),
  /** Of the service when it was decided; today's if absent. */
  owner: ref.optional(),
  /** By control. */
  answers: z.record(name, pastAnswerSchema).default({}),
  /** The answer of every control that is not named; facts go before it. Unanswered if absent. */
  others: controlAnswerSchema.optional(),
  /** Where the evidence of then lies: added to what is answered by people and has none of its own. */
  proof: z.strictObject({ title: writtenText(200), url: link }).optional(),
  submittedAt: moment.optional(),
  /** Who took which role's part. */
  assigned: z.record(roleNameSchema, userRefSchema).default({}),
  signOffs: z
    .array(
      z.strictObject({
        section: name,
        by: userRefSchema,
        at: moment,
        state: z.enum(['signed', 'changes-requested']).default('signed'),
        comment: said,
      }),
    )
    .max(30)
    .default([]),
  comments: z
    .array(
      z.strictObject({
        by: userRefSchema,
        at: moment,
        body: writtenText(4000),
        section: name.optional(),
        control: name.optional(),
      }),
    )
    .max(500)
    .default([]),
  decisions: z
    .array(
      z.strictObject({
        role: roleNameSchema,
        by: userRefSchema,
        at: moment,
        decision: z.enum(['approved', 'conditionally-approved', 'rejected']),
        comment: said,
        conditions: z
          .array(
            z.strictObject({
              title: writtenText(300),
              owner: userRefSchema,
              due: day,
              done: z
                .strictObject({
                  by: userRefSchema,
                  at: moment,
                  note: writtenText(4000),
                })
                .optional(),
            }),
          )
          .max(20)
          .default([]),
      }),
    )
    .max(10)
    .default([]),
  withdrawn: z
    .strictObject({ by: userRefSchema, at: moment, comment: said })
    .optional(),
});
/** A review of the past. */
export type PastReview = z.infer<typeof pastReviewSchema>;

/** Paperwork from before the portal. */
export const pastRecordSchema = z.discriminatedUnion('kind', [
  pastReviewSchema,
  pastAssessmentSchema,
  pastWaiverSchema,
]);
/** Paperwork from before the portal. */
export type PastRecord = z.infer<typeof pastRecordSchema>;
/** Paperwork as a source hands it over, with defaults left out. */
export type PastRecordInput = z.input<typeof pastRecordSchema>;
