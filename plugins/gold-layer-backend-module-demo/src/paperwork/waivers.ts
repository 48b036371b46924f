import type { PastRecordInput } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { dayFrom, hourOf } from './when';

const grade = z.enum(['low', 'medium', 'high']);
const step = z.strictObject({
  by: z.string(),
  daysAgo: z.number().int(),
  comment: z.string(),
});

const waiverSchema = z
  .strictObject({
    key: z.string(),
    renews: z.string().optional(),
    service: z.string(),
    /** `scorecard/check` or `checklist/control`. */
    check: z.string().optional(),
    control: z.string().optional(),
    by: z.string(),
    daysAgo: z.number().int(),
    untilDaysAgo: z.number().int().optional(),
    untilDaysAhead: z.number().int().optional(),
    likelihood: grade,
    impact: grade,
    cause: z.string(),
    consequence: z.string(),
    compensatingControl: z.string(),
    plan: z.string(),
    approved: step.optional(),
    rejected: step.optional(),
    revoked: step.optional(),
    withdrawn: step.optional(),
  })
  .refine(({ check, control }) => !check !== !control, 'one of check, control');

/** The waivers of a story. */
export const waiversSchema = z.array(waiverSchema);
type ToldWaiver = z.infer<typeof waiverSchema>;

/** A waiver of a story, told on a day. */
export function toPastWaiver(
  told: ToldWaiver,
  now: Date,
  index: number,
): PastRecordInput {
  const { approved, rejected, revoked, withdrawn } = told;
  const decided = approved ?? rejected;
  const ended = revoked ?? withdrawn;
  return {
    kind: 'waiver',
    key: `waiver ${told.key}`,
    renews: told.renews && `waiver ${told.renews}`,
    service: `component:default/${told.service}`,
    subject: subjectOf(told),
    risk: {
      likelihood: told.likelihood,
      impact: told.impact,
      cause: told.cause,
      consequence: told.consequence,
      compensatingControl: told.compensatingControl,
      plan: told.plan,
      ticket: `https://git.twopelicans.example/plans/issues/${101 + index}`,
    },
    requestedBy: userRef(told.by),
    requestedAt: hourOf(now, told.daysAgo, 9),
    requestedUntil: dayFrom(
      now,
      told.untilDaysAhead ?? -(told.untilDaysAgo ?? 0),
    ),
    decided: decided && {
      ...stepOf(decided, now),
      decision: approved ? 'approved' : 'rejected',
    },
    ended: ended && stepOf(ended, now),
  };
}

function subjectOf({ check, control }: ToldWaiver) {
  const [document = '', item = ''] = (check ?? control ?? '').split('/');
  return check
    ? { kind: 'check' as const, scorecard: document, check: item }
    : { kind: 'control' as const, checklist: document, control: item };
}

function stepOf({ by, comment, daysAgo }: z.infer<typeof step>, now: Date) {
  return { by: userRef(by), at: hourOf(now, daysAgo, 14), comment };
}

/** A person of the company by name. */
export function userRef(name: string): string {
  return `user:default/${name}`;
}
