import {
  addCounts,
  ceilTo,
  Counts,
  fineSince,
  floorTo,
  Grain,
  noCounts,
  Span,
} from './buckets';
import { bestGrains } from './planSlots';

/** A stretch of one SLO's past; where it cuts a bucket of five minutes, that counts in part. */
export interface Piece extends Span {
  num: number;
}

/** A bucket to be read for a piece. */
export interface PieceRead {
  /** Index of the piece. */
  piece: number;
  num: number;
  grain: Grain;
  start: number;
  /** How much of the bucket belongs to the piece; 0: it only shows that its hour is known by five minutes. */
  share: number;
  /** Of an hour of which only a part is meant: read both ways, as its five minutes may be gone. */
  cutHour?: number;
}

type Owner = Pick<PieceRead, 'piece' | 'num'>;

/** Which buckets to read for pieces. */
export function planPieces(pieces: readonly Piece[], now: number): PieceRead[] {
  const fine = fineSince(now);
  return pieces.flatMap((piece, index) => {
    const owner = { piece: index, num: piece.num };
    return partsOf(piece).flatMap(({ grain, ...span }) =>
      grain === 5 && span.from < fine
        ? cutHours(span, owner)
        : readsOf(grain, span, owner),
    );
  });
}

/** Whole buckets as long as can be, and what is left over at both ends. */
function partsOf({ from, to }: Span): (Span & { grain: Grain })[] {
  const inner = { from: ceilTo(5, from), to: floorTo(5, to) };
  if (inner.from >= inner.to) return [{ grain: 5, from, to }];
  const ends = [
    { from, to: inner.from },
    { from: inner.to, to },
  ].filter(end => end.from < end.to);
  return [
    ...bestGrains(inner),
    ...ends.map(end => ({ grain: 5 as const, ...end })),
  ];
}

function readsOf(grain: Grain, span: Span, owner: Owner): PieceRead[] {
  const reads: PieceRead[] = [];
  for (let start = floorTo(grain, span.from); start < span.to; start += grain) {
    const share = shareWithin(span, { from: start, to: start + grain });
    reads.push({ ...owner, grain, start, share });
  }
  return reads;
}

/** Parts of hours that may be known by the hour alone. */
function cutHours(span: Span, owner: Owner): PieceRead[] {
  return readsOf(60, span, owner).flatMap(hour => {
    const cutHour = hour.start;
    const whole = { from: cutHour, to: cutHour + 60 };
    const fine = readsOf(5, whole, owner).map(read => ({
      ...read,
      cutHour,
      share: shareWithin(span, { from: read.start, to: read.start + 5 }),
    }));
    return [{ ...hour, cutHour }, ...fine];
  });
}

function shareWithin(span: Span, bucket: Span): number {
  const shared =
    Math.min(span.to, bucket.to) - Math.max(span.from, bucket.from);
  return Math.max(0, shared) / (bucket.to - bucket.from);
}

/** Adds up by piece what was read; rows are named by their index in `reads`. */
export function settlePieces(
  pieces: readonly Piece[],
  reads: readonly PieceRead[],
  rows: readonly ({ id: number } & Counts)[],
): Counts[] {
  const finelyKnown = new Set(
    rows.flatMap(({ id }) => (reads[id].grain === 5 ? hourKey(reads[id]) : [])),
  );
  const sums: Counts[] = pieces.map(() => noCounts);
  for (const { id, bad, total, covered } of rows) {
    const read = reads[id];
    if (read.grain === 60 && finelyKnown.has(hourKey(read))) continue;
    const { piece, share } = read;
    sums[piece] = addCounts(sums[piece], {
      bad: bad * share,
      total: total * share,
      covered: covered * share,
    });
  }
  return sums;
}

function hourKey({ piece, cutHour }: PieceRead): string {
  return `${piece} ${cutHour}`;
}
