import { z } from 'zod';
import { personSchema } from '../people/person';
import { checkStateSchema } from '../scorecards/state';
import { shownTierSchema } from '../services/tier';
import { many, writtenText } from '../api/fields';
import { riskGradeSchema, riskLevelSchema } from './document';

/** What a waiver is on: a check of a scorecard, or a control of a checklist. */
export const waiverSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('check'),
    scorecard: z.string().max(63),
    check: z.string().max(63),
  }),
  z.strictObject({
    kind: z.literal('control'),
    checklist: z.string().max(63),
    control: z.string().max(63),
  }),
]);
/** What a waiver is on. */
export type WaiverSubject = z.infer<typeof waiverSubjectSchema>;

/** States of a waiver. `expired` comes by itself. */
export const waiverStates = [
  'requested',
  'active',
  'rejected',
  'withdrawn',
  'revoked',
  'expired',
  'renewed',
] as const;
/** States of a waiver. */
export const waiverStateSchema = z.enum(waiverStates);
/** States of a waiver. */
export type WaiverState = z.infer<typeof waiverStateSchema>;

/** The risk as its owner writes it. */
export const riskSchema = z.strictObject({
  /** "Because …": what is missing. */
  cause: writtenText(1000),
  /** "… it may happen that": what could go wrong, for whom. */
  consequence: writtenText(1000),
  likelihood: riskGradeSchema,
  impact: riskGradeSchema,
  /** What softens it meanwhile. */
  compensatingControl: writtenText(1000),
  /** How it will be put right. */
  plan: writtenText(2000),
  /** Where the plan is followed. */
  ticket: z.url({ protocol: /^https?$/ }).max(2000),
});
/** The risk as its owner writes it. */
export type Risk = z.infer<typeof riskSchema>;

/** The role that approves, as shown. */
export const waiverApproverSchema = z.object({
  role: z.string(),
  title: z.string(),
  /**
   * Set where the role names nobody but goes by team: anybody in the one that
   * owns the service may approve, or anybody outside of it.
   */
  anybodyOf: z.enum(['owning-team', 'other-teams']).optional(),
});
/** The role that approves, as shown. */
export type WaiverApprover = z.infer<typeof waiverApproverSchema>;

/** A recorded, approved, always expiring acceptance of a risk. */
export const waiverSchema = z.object({
  id: z.string(),
  service: z.string(),
  serviceTitle: z.string(),
  serviceExists: z.boolean(),
  tier: shownTierSchema,
  owner: personSchema.optional(),
  subject: waiverSubjectSchema,
  /** Title of the check or control. */
  title: z.string(),
  /** Where it stands without the waiver; absent when that cannot be told. */
  trueState: checkStateSchema
    .or(z.enum(['met', 'partly', 'not-met', 'unanswered']))
    .optional(),
  risk: riskSchema,
  level: riskLevelSchema,
  state: waiverStateSchema,
  requestedBy: personSchema,
  requestedAt: z.string(),
  requestedUntil: z.iso.date(),
  /** End of the waiver once approved. */
  until: z.string().optional(),
  /** Set where it ends earlier than approved, as its service has come to a higher tier. */
  shortened: z
    .object({
      at: z.string(),
      /** The end before. */
      from: z.string(),
      /** The tier that it has come to. */
      tier: shownTierSchema,
    })
    .optional(),
  /** Role that has to approve. */
  approver: waiverApproverSchema.extend({
    /** Why nobody can decide, or why it waits for nobody in particular. */
    problem: z.string().optional(),
    /** Among whose tasks a request is; looked into for one waiver, not for lists. */
    waitsFor: z
      .object({
        /** Title of the role that they hold: the one above, or the next that anybody holds. */
        title: z.string(),
        /** The first of them. */
        people: z.array(personSchema),
        total: z.number().int(),
      })
      .optional(),
  }),
  decidedBy: personSchema.optional(),
  decidedAt: z.string().optional(),
  comment: z.string().optional(),
  /** Who revoked it, or took the request back. */
  ended: z
    .object({ by: personSchema, at: z.string(), comment: z.string() })
    .optional(),
  /** 0 for the first, 1 and 2 for renewals. */
  renewal: z.number().int(),
  /** How many more terms the policy allows after this one. */
  renewalsLeft: z.number().int(),
  renewalOf: z.string().optional(),
  renewedBy: z.string().optional(),
  /** True once a reminder before the end is due. */
  expiring: z.boolean(),
  /** Raised by every change; a write says which version it saw. */
  version: z.number().int(),
  may: z.object({
    decide: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
    renew: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
    revoke: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
    withdraw: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  }),
});
/** A recorded, approved, always expiring acceptance of a risk. */
export type Waiver = z.infer<typeof waiverSchema>;

/** A request for a waiver. */
export const requestWaiverSchema = z.strictObject({
  service: z.string().max(300),
  subject: waiverSubjectSchema,
  risk: riskSchema,
  until: z.iso.date(),
});
/** A request for a waiver. */
export type RequestWaiver = z.infer<typeof requestWaiverSchema>;

/** What a request would need: shown beside the form before it is sent. */
export const waiverTermsSchema = z.object({
  /** Title of the check or control. */
  title: z.string(),
  /** Why none can be asked for now, such as that the check passes. */
  refusal: z.string().optional(),
  /**
   * Id of the waiver that refuses a new one: it waits for a decision, or is to
   * be renewed instead. Without a refusal, the one whose next term it would be.
   */
  earlier: z.string().optional(),
  /** Last day that may be asked for. */
  latest: z.iso.date(),
  /** Role that would have to approve, per risk level. */
  approvers: z.record(riskLevelSchema, waiverApproverSchema),
  /** How many renewals the policy allows from now on, one asked for now included where an earlier term counts. */
  renewalsLeft: z.number().int(),
});
/** What a request would need. */
export type WaiverTerms = z.infer<typeof waiverTermsSchema>;

/** The approver's word. */
export const decideWaiverSchema = z.strictObject({
  version: z.number().int(),
  decision: z.enum(['approved', 'rejected']),
  comment: z.string().trim().max(4000).optional(),
  /** An earlier end than asked for. */
  until: z.iso.date().optional(),
});

/** Ends a waiver early, or takes back a request. */
export const endWaiverSchema = z.strictObject({
  version: z.number().int(),
  comment: writtenText(4000),
});

/** Asks for one more term. */
export const renewWaiverSchema = z.strictObject({
  version: z.number().int(),
  risk: riskSchema,
  until: z.iso.date(),
});

/** The risk register. */
export const waiversQuerySchema = z.object({
  q: z.string().max(200).optional(),
  state: many(waiverStateSchema.or(z.enum(['open', 'expiring']))),
  level: many(riskLevelSchema),
  tier: many(shownTierSchema),
  owner: many(z.string().max(300)),
  service: z.string().max(300).optional(),
  scorecard: z.string().max(63).optional(),
  check: z.string().max(63).optional(),
  checklist: z.string().max(63).optional(),
  control: z.string().max(63).optional(),
  sort: z
    .enum(['risk', 'age', 'until', 'renewals', 'service', 'owner'])
    .default('risk'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});
/** The risk register. */
export type WaiversQuery = z.infer<typeof waiversQuerySchema>;

/**
 * Open risks of a service, a team or all: Σ over active waivers of the risk
 * level's points (low 1, moderate 3, high 6, severe 10), so that many small
 * ones and one large one can be compared.
 */
export const riskDebtSchema = z.object({
  points: z.number().int(),
  waivers: z.number().int(),
  byLevel: z.record(riskLevelSchema, z.number().int()),
  byOwner: z.array(
    z.object({
      owner: personSchema.optional(),
      points: z.number().int(),
      waivers: z.number().int(),
    }),
  ),
});
/** Open risks taken together. */
export type RiskDebt = z.infer<typeof riskDebtSchema>;
