import type { Knex } from 'knex';
import { jsonRows, rowsOf } from '../../../database/jsonRows';
import {
  addCounts,
  Bucket,
  Counts,
  Grain,
  noCounts,
  Span,
  startsWithin,
} from './buckets';
import { BucketWriter } from './BucketWriter';
import { numsIn } from './numsIn';
import { planPieces, Piece, settlePieces } from './planPieces';
import { planSlots, SlotPlan, startsOf } from './planSlots';

/** Counts by window, in the order in which windows were asked for, and where each window begins. */
export interface WindowSums {
  /** Begin of each window, in minutes since 1970. */
  from: number[];
  byNum: Map<number, Counts[]>;
}

/** Keeps what was counted: buckets of many SLOs by five minutes, hours and days. */
export class BucketStore {
  readonly #knex: Knex;
  readonly #writer: BucketWriter;

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#writer = BucketWriter.create();
  }

  static create(options: { database: Knex }): BucketStore {
    return new BucketStore(options.database);
  }

  /** The same within a transaction. */
  within(tx: Knex.Transaction): BucketStore {
    return new BucketStore(tx);
  }

  /**
   * Stores buckets, replacing those there are, and brings the hours and days
   * above them up to date, all or nothing. Buckets of five minutes and hours
   * are taken; days follow from hours.
   */
  async add(buckets: readonly Bucket[]): Promise<void> {
    if (buckets.length === 0) return;
    await this.#knex.transaction(tx => this.#writer.add(tx, buckets));
  }

  /**
   * What was counted in windows that all end at a minute, in one statement:
   * each bucket is read once, and windows are added up from the stretches
   * between their edges.
   *
   * @param windows minutes before the end, ascending
   */
  async sums(
    nums: readonly number[] | 'all',
    asked: { end: number; windows: readonly number[]; now: number },
  ): Promise<WindowSums> {
    const plan = planSlots(asked.end, asked.windows, asked.now);
    const rows = await this.#slotSums(nums, plan);
    const byNum = new Map<number, Counts[]>();
    for (const { num, slot, ...counts } of rows) {
      const slots = byNum.get(num) ?? plan.slots.map(() => noCounts);
      slots[slot] = toCounts(counts);
      byNum.set(num, slots);
    }
    for (const [num, slots] of byNum) byNum.set(num, runningSums(slots));
    return { from: plan.slots.map(({ from }) => from), byNum };
  }

  /** Buckets of one grain within a span, oldest first. */
  async series(
    num: number,
    { grain, ...span }: Span & { grain: Grain },
  ): Promise<Bucket[]> {
    return (await this.seriesOf([num], { grain, ...span })).get(num) ?? [];
  }

  /** Buckets of five minutes of one SLO within some hours, as far as they are kept, oldest first. */
  async fineOf(num: number, hours: readonly number[]): Promise<Bucket[]> {
    const starts = hours.flatMap(hour =>
      startsWithin(5, { from: hour, to: hour + 60 }),
    );
    return (await this.#startingAt([num], 5, starts)).get(num) ?? [];
  }

  /** Buckets of one grain within a span, oldest first, by SLO; meant for hours of few SLOs, or days of some more. */
  async seriesOf(
    nums: readonly number[],
    { grain, ...span }: Span & { grain: Grain },
  ): Promise<Map<number, Bucket[]>> {
    return this.#startingAt(nums, grain, startsWithin(grain, span));
  }

  async #startingAt(
    nums: readonly number[],
    grain: Grain,
    starts: readonly number[],
  ): Promise<Map<number, Bucket[]>> {
    const found = new Map<number, Bucket[]>();
    if (starts.length === 0 || nums.length === 0) return found;
    const wanted = new Set(nums);
    const rows: Bucket[] = await this.#knex('slo_buckets')
      .select('num', 'grain', 'start', 'bad', 'total', 'covered')
      .where({ grain })
      .whereRaw(`start in (${starts.join(', ')})`)
      .whereRaw(numsIn(nums))
      .orderBy('start');
    for (const row of rows) {
      if (!wanted.has(row.num)) continue;
      const some = found.get(row.num);
      if (some) some.push(row);
      else found.set(row.num, [row]);
    }
    return found;
  }

  /**
   * What was counted in each of some stretches of SLOs' pasts, in the order
   * asked for. Where only a part of an hour is meant of which no five minutes
   * are kept any more, it is taken to be spread evenly over the hour.
   */
  async ofIntervals(
    pieces: readonly Piece[],
    options: { now: number },
  ): Promise<Counts[]> {
    const reads = planPieces(pieces, options.now);
    if (reads.length === 0) return pieces.map(() => noCounts);
    const wanted = jsonRows(this.#knex, {
      id: 'int',
      grain: 'int',
      start: 'int',
      num: 'int',
    });
    const found = await this.#knex.raw<Found[] | { rows: Found[] }>(
      `select r.id, b.bad, b.total, b.covered
       from ${wanted} r
       cross join slo_buckets b
       where b.grain = r.grain and b.start = r.start and b.num = r.num`,
      [
        JSON.stringify(
          reads.map(({ grain, start, num }, id) => [id, grain, start, num]),
        ),
      ],
    );
    return settlePieces(pieces, reads, rowsOf(found));
  }

  async #slotSums(
    nums: readonly number[] | 'all',
    plan: SlotPlan,
  ): Promise<({ num: number; slot: number } & RawCounts)[]> {
    if (plan.parts.length === 0) return [];
    const only = nums === 'all' ? '' : ` and ${numsIn(nums)}`;
    const selects = plan.parts.map(
      part => `select num, ${slotOf(part)} as slot, bad, total, covered
        from slo_buckets
        where grain = ${part.grain} and start in (${startsOf(part).join(', ')})${only}`,
    );
    return this.#knex
      .select('num', 'slot')
      .sum({ bad: 'bad', total: 'total', covered: 'covered' })
      .from(this.#knex.raw(`(${selects.join(' union all ')}) as parts`))
      .groupBy('num', 'slot');
  }
}

/** A bucket that was read for a piece. */
type Found = { id: number } & Counts;

interface RawCounts {
  bad: number | string;
  total: number | string;
  covered: number | string;
}

function toCounts({ bad, total, covered }: RawCounts): Counts {
  return { bad: Number(bad), total: Number(total), covered: Number(covered) };
}

/** The slot of a start: spans are in order, and every start read lies in one of them. */
function slotOf({ spans }: SlotPlan['parts'][number]): string {
  const last = spans[spans.length - 1];
  if (spans.length === 1) return String(last.slot);
  const cases = spans
    .slice(0, -1)
    .map(({ to, slot }) => `when start < ${to} then ${slot}`);
  return `case ${cases.join(' ')} else ${last.slot} end`;
}

function runningSums(slots: readonly Counts[]): Counts[] {
  let sum: Counts = noCounts;
  return slots.map(slot => {
    sum = addCounts(sum, slot);
    return sum;
  });
}
