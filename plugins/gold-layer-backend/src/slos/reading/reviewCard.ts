import type {
  Person,
  SloReviewCard,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { DateTime, Duration } from 'luxon';

/** What is known of reviews of an objective. */
export interface ReviewsKnown {
  /** The last one that was recorded in the portal. */
  last?: { at: Date; by: string; note: string };
  firstSeenAt: number;
  owner?: string;
  people: ReadonlyMap<string, Person>;
  now: Date;
}

/**
 * When people last looked at an objective, by the portal or by the document,
 * whichever is later, and when they mean to again: counted from the day it was
 * first seen where nobody has looked yet.
 */
export function reviewCard(
  { reviewEvery, reviewedOn, stakeholders = [] }: SloSpec,
  { last, firstSeenAt, owner, people, now }: ReviewsKnown,
): SloReviewCard {
  const recordedOn = last && dayOf(last.at.getTime());
  const byDocument =
    reviewedOn !== undefined && reviewedOn > (recordedOn ?? '');
  const lastOn = byDocument ? reviewedOn : recordedOn;
  const nextOn =
    reviewEvery && dayAfter(lastOn ?? dayOf(firstSeenAt), reviewEvery);
  const person = (ref: string) => people.get(ref) ?? { ref, title: ref };
  return {
    owner: owner === undefined ? undefined : person(owner),
    every: reviewEvery,
    lastOn,
    lastBy: last && !byDocument ? person(last.by) : undefined,
    lastNote: last && !byDocument ? last.note : undefined,
    nextOn,
    overdue: nextOn !== undefined && nextOn < dayOf(now.getTime()),
    stakeholders: stakeholders.map(person),
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function dayAfter(day: string, every: string): string | undefined {
  const next = DateTime.fromISO(day, { zone: 'utc' }).plus(
    Duration.fromISO(every),
  );
  return next.toISODate() ?? undefined;
}
