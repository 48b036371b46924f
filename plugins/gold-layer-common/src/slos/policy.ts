import { z } from 'zod';
import { definitionApiVersion, definitionMetadataSchema } from '../definitions';
import { budgetStateSchema } from './state';

/** Kinds of change that a deploy gate tells apart. */
export const changeKinds = [
  'feature',
  'fix',
  'configuration',
  'infrastructure',
  'security-patch',
  'regulatory',
  'data-loss-prevention',
  'rollback',
  'reliability',
] as const;
/** Kinds of change that a deploy gate tells apart. */
export const changeKindSchema = z.enum(changeKinds);
/** Kinds of change that a deploy gate tells apart. */
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** What a gate says. */
export const gateVerdicts = ['deny', 'conditions', 'allow'] as const;
/** What a gate says. */
export const gateVerdictSchema = z.enum(gateVerdicts);
/** What a gate says. */
export type GateVerdict = z.infer<typeof gateVerdictSchema>;

const share = z.number().min(0).max(1);

/** What a state means for changes. */
export const budgetStateRuleSchema = z.strictObject({
  /** What people do, in sentences. */
  actions: z.array(z.string().min(1).max(500)).max(20),
  /** What the gate says to changes that are no exception. */
  gate: gateVerdictSchema,
  /** What has to be done where the gate says `conditions`. */
  conditions: z.array(z.string().min(1).max(300)).max(10).default([]),
});
/** What a state means for changes. */
export type BudgetStateRule = z.infer<typeof budgetStateRuleSchema>;

/** What happens at which share of the budget. */
export const budgetPolicyDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('BudgetPolicy'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({
    /** Remaining share above which a budget is healthy, and from which on it is in warning. At or below nothing left it is exhausted. */
    thresholds: z.strictObject({ healthy: share, warning: share }),
    /** An exhausted budget stays frozen until more than this is left again. */
    thawAbove: share,
    states: z.strictObject({
      healthy: budgetStateRuleSchema,
      warning: budgetStateRuleSchema,
      critical: budgetStateRuleSchema,
      exhausted: budgetStateRuleSchema,
      /** Nothing trustworthy is measured. The gate may not allow silently here. */
      unknown: budgetStateRuleSchema,
    }),
    /** Kinds of change that are always let through. */
    exceptions: z.array(changeKindSchema).max(20),
    /** Who may let a denied change through; roles of the kind Roles. */
    breakGlass: z.strictObject({
      roles: z.array(z.string().max(63)).min(1).max(10),
      longestHours: z.number().int().min(1).max(72),
    }),
    /** A single event that eats more than this share of a budget needs a postmortem. */
    postmortemAbove: share.default(0.3),
  }),
});
/** What happens at which share of the budget. */
export type BudgetPolicyDocument = z.infer<typeof budgetPolicyDocumentSchema>;
/** What happens at which share of the budget, without the document around it. */
export type BudgetPolicy = BudgetPolicyDocument['spec'];

/** A policy as somebody chooses it for an SLO. */
export const budgetPolicyChoiceSchema =
  budgetPolicyDocumentSchema.shape.metadata.extend({
    /** Shares of the budget at which its states begin, and at which a frozen one thaws. */
    thresholds: budgetPolicyDocumentSchema.shape.spec.shape.thresholds,
    thawAbove: share,
  });

/** A step of a budget from one state of its policy to another. */
export const budgetChangeSchema = z.object({
  at: z.string(),
  from: budgetStateSchema,
  to: budgetStateSchema,
  /** Frozen after the step. */
  frozen: z.boolean(),
  remaining: z.number().optional(),
});
/** A step of a budget from one state of its policy to another. */
export type BudgetChange = z.infer<typeof budgetChangeSchema>;
