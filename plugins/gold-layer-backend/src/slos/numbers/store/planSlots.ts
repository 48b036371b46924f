import {
  ceilTo,
  fineSince,
  floorTo,
  Grain,
  grains,
  Span,
  startsWithin,
} from './buckets';

/** Stretches between the edges of windows, with the buckets that make them up. */
export interface SlotPlan {
  /** Newest first; they touch each other. Slot i reaches from the edge of window i to that of the window before it. */
  slots: Span[];
  /** By grain: starts of buckets with their slots, oldest first. */
  parts: { grain: Grain; spans: (Span & { slot: number })[] }[];
}

/**
 * Which buckets to add up for windows that all end at `end` and begin so many
 * minutes before it, in ascending order. Each minute is read once, from the
 * longest buckets that fit: days in the middle, hours at the edges, five
 * minutes at the end and where a window begins within the last three days.
 * Windows that reach further back begin with a whole hour.
 */
export function planSlots(
  end: number,
  windows: readonly number[],
  now: number,
): SlotPlan {
  const fine = fineSince(now);
  const slots: Span[] = [];
  let to = end;
  for (const minutes of windows) {
    const edge = floorTo(5, end - minutes);
    const from = Math.min(to, edge >= fine ? edge : floorTo(60, edge));
    slots.push({ from, to });
    to = from;
  }
  const spans = slots.flatMap((span, slot) =>
    bestGrains(span).map(part => ({ ...part, slot })),
  );
  return {
    slots,
    parts: grains.flatMap(grain => {
      const some = spans.filter(part => part.grain === grain);
      some.sort((a, b) => a.from - b.from);
      return some.length > 0 ? [{ grain, spans: some }] : [];
    }),
  };
}

/** A span in as few buckets as there can be. */
export function bestGrains(span: Span): (Span & { grain: Grain })[] {
  return split(span, [1440, 60, 5]);
}

function split(
  { from, to }: Span,
  [grain, ...finer]: Grain[],
): (Span & { grain: Grain })[] {
  if (from >= to) return [];
  if (finer.length === 0) return [{ grain, from, to }];
  const inner = { from: ceilTo(grain, from), to: floorTo(grain, to) };
  if (inner.from >= inner.to) return split({ from, to }, finer);
  return [
    ...split({ from, to: inner.from }, finer),
    { grain, ...inner },
    ...split({ from: inner.to, to }, finer),
  ];
}

/** Starts of all buckets of one part of a plan. */
export function startsOf(part: SlotPlan['parts'][number]): number[] {
  return part.spans.flatMap(span => startsWithin(part.grain, span));
}
