import type { PastRecordInput } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { userRef } from './waivers';
import { dayFrom, hourOf } from './when';

const days = z.number().int();
const answer = z.enum(['met', 'partly', 'not-met', 'not-applicable']);
const panel = z.record(z.string(), z.string());
const step = z.strictObject({
  by: z.string(),
  daysAgo: days,
  comment: z.string(),
});

const reviewSchema = z.strictObject({
  service: z.string(),
  checklist: z.string().default('production-readiness'),
  by: z.string(),
  started: days,
  submitted: days.optional(),
  approved: days.optional(),
  tier: z
    .enum(['critical', 'important', 'standard', 'experimental'])
    .optional(),
  panel: panel.optional(),
  comment: z.string().optional(),
  others: answer.optional(),
  answers: z
    .record(
      z.string(),
      z.strictObject({
        answer,
        note: z.string().optional(),
        evidence: z
          .array(
            z.strictObject({
              kind: z.enum(['link', 'dashboard', 'drill']),
              title: z.string(),
              url: z.string(),
            }),
          )
          .default([]),
      }),
    )
    .default({}),
  assigned: panel.default({}),
  signed: z
    .array(
      step.omit({ comment: true }).extend({ sections: z.array(z.string()) }),
    )
    .default([]),
  changes: step.extend({ section: z.string() }).optional(),
  comments: z
    .array(
      z.strictObject({
        daysAgo: days,
        by: z.string(),
        body: z.string(),
        control: z.string().optional(),
      }),
    )
    .default([]),
  conditions: z
    .array(
      z.strictObject({
        title: z.string(),
        owner: z.string(),
        dueDaysAhead: days,
        done: z
          .strictObject({ by: z.string(), daysAgo: days, note: z.string() })
          .optional(),
      }),
    )
    .default([]),
  rejected: step.extend({ role: z.string() }).optional(),
  withdrawn: step.optional(),
});

/** The reviews of a story. */
export const reviewsSchema = z.strictObject({
  /** Who decides for which tier: people by role. */
  panels: z.record(z.string(), panel),
  reviews: z.array(reviewSchema),
});
type ToldReview = z.infer<typeof reviewSchema>;
type PastReviewInput = Extract<PastRecordInput, { kind: 'review' }>;

/** What a review of a story is told with. */
export interface Telling {
  now: Date;
  panels: z.infer<typeof reviewsSchema>['panels'];
  /** Declared tier of a service by name. */
  tierOf(service: string): string | undefined;
}

/** A review of a story, told on a day. */
export function toPastReview(
  told: ToldReview,
  telling: Telling,
): PastReviewInput {
  const { now } = telling;
  const { approved, checklist, service, started, withdrawn } = told;
  const submitted =
    told.submitted ?? (approved === undefined ? undefined : approved + 3);
  return {
    kind: 'review',
    key: `review ${service} ${checklist} ${started}`,
    service: `component:default/${service}`,
    checklist,
    requestedBy: userRef(told.by),
    startedAt: hourOf(now, started, 8),
    tier: told.tier,
    answers: told.answers,
    others: told.others ?? (approved === undefined ? undefined : 'met'),
    proof: {
      title: 'As shown in the review',
      url: `https://git.twopelicans.example/reviews/${service}/`,
    },
    submittedAt:
      submitted === undefined ? undefined : hourOf(now, submitted, 9),
    assigned: refsOf(told.assigned),
    signOffs: signOffsOf(told, now),
    comments: told.comments.map(({ by, daysAgo, ...rest }) => ({
      ...rest,
      by: userRef(by),
      at: hourOf(now, daysAgo, 11),
    })),
    decisions: decisionsOf(told, telling),
    withdrawn: withdrawn && {
      by: userRef(withdrawn.by),
      at: hourOf(now, withdrawn.daysAgo, 16),
      comment: withdrawn.comment,
    },
  };
}

function signOffsOf({ changes, signed }: ToldReview, now: Date) {
  const good = signed.flatMap(({ by, daysAgo, sections }) =>
    sections.map(section => ({
      section,
      by: userRef(by),
      at: hourOf(now, daysAgo, 13),
    })),
  );
  if (!changes) return good;
  const { by, comment, daysAgo, section } = changes;
  const back = {
    section,
    by: userRef(by),
    at: hourOf(now, daysAgo, 13),
    state: 'changes-requested' as const,
    comment,
  };
  return [...good, back];
}

function decisionsOf(
  told: ToldReview,
  { now, panels, tierOf }: Telling,
): PastReviewInput['decisions'] {
  const { approved, comment, rejected } = told;
  if (rejected) {
    const { by, daysAgo, role } = rejected;
    const at = hourOf(now, daysAgo, 15);
    return [
      {
        role,
        by: userRef(by),
        at,
        decision: 'rejected',
        comment: rejected.comment,
      },
    ];
  }
  if (approved === undefined) return [];
  const tier = told.tier ?? tierOf(told.service) ?? '';
  const speakers = Object.entries(told.panel ?? panels[tier] ?? {});
  return speakers.map(([role, by], index) => {
    const last = index === speakers.length - 1;
    const conditions = last ? told.conditions : [];
    return {
      role,
      by: userRef(by),
      at: hourOf(now, approved, 12 + index),
      decision:
        conditions.length > 0
          ? ('conditionally-approved' as const)
          : ('approved' as const),
      comment: last ? comment : undefined,
      conditions: conditions.map(({ done, dueDaysAhead, owner, title }) => ({
        title,
        owner: userRef(owner),
        due: dayFrom(now, dueDaysAhead),
        done: done && {
          by: userRef(done.by),
          at: hourOf(now, done.daysAgo, 17),
          note: done.note,
        },
      })),
    };
  });
}

function refsOf(people: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(people).map(([role, name]) => [role, userRef(name)]),
  );
}
