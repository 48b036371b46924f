import { z } from 'zod';
import { writtenText } from '../api/fields';
import { personSchema } from '../people/person';
import { changeKindSchema, gateVerdictSchema } from './policy';
import { budgetStateSchema, sloStateSchema } from './state';

/** A question to the gate. */
export const gateQuestionSchema = z.strictObject({
  service: z.string().max(300),
  change: changeKindSchema,
  /** What is about to be deployed, such as a commit or a version; shown in the list of answers. */
  reference: z.string().trim().max(300).optional(),
});
/** A question to the gate. */
export type GateQuestion = z.infer<typeof gateQuestionSchema>;

/** The part in an answer of one SLO, or of a document that should give one. */
export const gateReasonSchema = z.object({
  /** Absent for a document of which no SLO could be made. */
  slo: z.string().optional(),
  /** Where a document stands of which no SLO could be made. */
  document: z.string().optional(),
  title: z.string(),
  state: sloStateSchema,
  budget: budgetStateSchema,
  frozen: z.boolean(),
  remaining: z.number().optional(),
  verdict: gateVerdictSchema,
  /** In a sentence, with the numbers. */
  sentence: z.string(),
  policy: z.string(),
});

/** A named person lets a service through although its budget says no. */
export const breakGlassSchema = z.object({
  id: z.string(),
  service: z.string(),
  by: personSchema,
  reason: z.string(),
  at: z.string(),
  until: z.string(),
  /** Ended before its time. */
  ended: z.object({ by: personSchema, at: z.string() }).optional(),
  active: z.boolean(),
  /** Answers it has let through. */
  used: z.number().int(),
});
/** A named person lets a service through although its budget says no. */
export type BreakGlass = z.infer<typeof breakGlassSchema>;

/** The gate's answer, as it is kept. */
export const gateAnswerSchema = z.object({
  id: z.string(),
  at: z.string(),
  service: z.string(),
  serviceTitle: z.string(),
  change: changeKindSchema,
  reference: z.string().optional(),
  verdict: gateVerdictSchema,
  /** The answer in one sentence. */
  sentence: z.string(),
  /** Per SLO, those that decided first. */
  reasons: z.array(gateReasonSchema),
  /** What has to be done first, where the verdict is `conditions`. */
  conditions: z.array(z.string()),
  /** Let through by the policy's exceptions, or by somebody who broke the glass. */
  exception: changeKindSchema.optional(),
  brokenGlass: breakGlassSchema.optional(),
  /** Who may let a denied change through, and whether the caller is among them. */
  mayBreakGlass: z.object({
    roles: z.array(z.object({ role: z.string(), title: z.string() })),
    you: z.boolean(),
    longestHours: z.number().int(),
  }),
  /** Who asked. */
  askedBy: personSchema,
});
/** The gate's answer, as it is kept. */
export type GateAnswer = z.infer<typeof gateAnswerSchema>;

/** An answer of the past, with the reasons that held then. */
export const pastGateAnswerSchema = gateAnswerSchema.omit({
  mayBreakGlass: true,
});
/** An answer of the past, with the reasons that held then. */
export type PastGateAnswer = z.infer<typeof pastGateAnswerSchema>;

/** Letting a service through for a while. */
export const newBreakGlassSchema = z.strictObject({
  service: z.string().max(300),
  reason: writtenText(2000).min(10),
  hours: z.number().int().min(1).max(72),
});

/** One line of the list of answers. */
export const gateAnswerRowSchema = gateAnswerSchema.pick({
  id: true,
  at: true,
  service: true,
  serviceTitle: true,
  change: true,
  reference: true,
  verdict: true,
  sentence: true,
  askedBy: true,
});
