import type { CountedBucket, Span } from '@gold-layer/backstage-plugin-common';
import { seriesToCut } from '../numbers/evaluation/seriesToCut';
import type { BucketStore } from '../numbers/store/BucketStore';
import type { Bucket } from '../numbers/store/buckets';
import { fineSince, fromMinutes, toMinutes } from '../numbers/store/buckets';

/** Reads of what was counted; the room of numbers keeps it. */
export type BucketReads = Pick<BucketStore, 'fineOf' | 'series' | 'sums'>;

const hourMinutes = 60;

/** A stretch of time, and what of it is excluded. */
type Excluding = Span & { excluded?: readonly Span[] };

/**
 * Hours of one SLO that lie in a stretch of time, the one that it begins in
 * among them; five minutes in the place of those that excluded time cuts.
 */
export async function hoursOf(
  store: BucketReads,
  num: number,
  { from, to, excluded = [] }: Excluding,
): Promise<CountedBucket[]> {
  const first = Math.floor(toMinutes(from) / hourMinutes) * hourMinutes;
  const found = await seriesToCut(store, num, {
    from: first,
    to: toMinutes(to) + 1,
    excluded,
  });
  return found.map(toCounted);
}

/** The same, with five minutes in the place of hours as far back as they are kept. */
export async function finestOf(
  store: BucketReads,
  num: number,
  span: Excluding & { now: Date },
): Promise<CountedBucket[]> {
  const since = fineSince(toMinutes(span.now));
  const [hours, fine] = await Promise.all([
    hoursOf(store, num, span),
    store.series(num, {
      grain: 5,
      from: Math.max(toMinutes(span.from), since),
      to: toMinutes(span.to) + 1,
    }),
  ]);
  const hourMs = fromMinutes(hourMinutes);
  const known = new Set(
    fine.map(({ start }) => Math.floor(fromMinutes(start) / hourMs)),
  );
  return [
    ...hours.filter(({ start }) => !known.has(Math.floor(start / hourMs))),
    ...fine.map(toCounted),
  ].sort((a, b) => a.start - b.start);
}

function toCounted({ start, grain, bad, total, covered }: Bucket) {
  return {
    start: fromMinutes(start),
    minutes: grain,
    bad: Number(bad),
    total: Number(total),
    covered: Number(covered),
  };
}
