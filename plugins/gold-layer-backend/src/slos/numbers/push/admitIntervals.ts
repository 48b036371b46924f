import type { PushedInterval } from '../store/PushStore';

/** What becomes of a pushed interval beside those there are. */
export type Admission =
  | { outcome: 'accepted' | 'unchanged'; interval: PushedInterval }
  | { outcome: 'refused'; reason: string };

/**
 * Decides about pushed intervals in their order: the same interval again
 * replaces what was told, another one that overlaps is refused.
 */
export function admitIntervals(
  pushed: readonly PushedInterval[],
  stored: readonly PushedInterval[],
): Admission[] {
  const byNum = new Map<number, PushedInterval[]>();
  const knownOf = (num: number) => {
    const known = byNum.get(num) ?? [];
    byNum.set(num, known);
    return known;
  };
  for (const each of stored) knownOf(each.num).push(each);
  return pushed.map(interval => {
    const known = knownOf(interval.num);
    const at = known.findIndex(each => overlap(each, interval));
    if (at < 0) {
      known.push(interval);
      return { outcome: 'accepted', interval };
    }
    const before = known[at];
    if (before.from !== interval.from || before.to !== interval.to) {
      return { outcome: 'refused', reason: inTheWay(interval, before) };
    }
    known[at] = interval;
    const same =
      before.good === interval.good && before.total === interval.total;
    return { outcome: same ? 'unchanged' : 'accepted', interval };
  });
}

type Times = Pick<PushedInterval, 'from' | 'to'>;

function overlap(a: Times, b: Times): boolean {
  return a.from < b.to && b.from < a.to;
}

function inTheWay(interval: Times, before: Times): string {
  return `from: ${named(interval)} overlaps ${named(before)}, which was told before; right is: that very interval again, or one beside it`;
}

function named({ from, to }: Times): string {
  return `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
}
