import type { CountedBucket, Span } from '@gold-layer/backstage-plugin-common';
import type { BucketStore } from '../numbers/store/BucketStore';
import type { Bucket } from '../numbers/store/buckets';
import { fineSince, fromMinutes, toMinutes } from '../numbers/store/buckets';

/** Reads of what was counted; the room of numbers keeps it. */
export type BucketReads = Pick<BucketStore, 'series' | 'sums'>;

const hourMinutes = 60;

/** Hours of one SLO that lie in a stretch of time, the one that it begins in among them. */
export async function hoursOf(
  store: BucketReads,
  num: number,
  { from, to }: Span,
): Promise<CountedBucket[]> {
  const first = Math.floor(toMinutes(from) / hourMinutes) * hourMinutes;
  const found = await store.series(num, {
    grain: 60,
    from: first,
    to: toMinutes(to) + 1,
  });
  return found.map(toCounted);
}

/** The same, with five minutes in the place of hours as far back as they are kept. */
export async function finestOf(
  store: BucketReads,
  num: number,
  span: Span & { now: Date },
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
    ...hours.filter(({ start }) => !known.has(start / hourMs)),
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
