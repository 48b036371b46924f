import type { Knex } from 'knex';
import { countsInSql } from './counts';

const dayMinutes = 1440;

/** Starts whose rows are written with one statement. */
const startsAtOnce = 100;

/** Which buckets are written, in minutes since 1970. */
export interface BucketSpan {
  slos: number;
  /** End of the last five minutes. */
  end: number;
}

/**
 * Writes what was counted as it would be kept: three days by five minutes, five
 * weeks by the hour and by the day. The rows are made within the database, as
 * sending sixteen million there would take half an hour.
 */
export async function writeBuckets(
  knex: Knex,
  { end, slos }: BucketSpan,
): Promise<void> {
  const fine = floorTo(60, end - 3 * dayMinutes);
  const begin = floorTo(dayMinutes, end - 35 * dayMinutes);
  const five = countsInSql('num', 'start / 5');
  await inPortions({ from: begin, to: fine, grain: 60 }, starts =>
    insertMade(knex, {
      ...starts,
      slos,
      grain: 60,
      counts: {
        ...five,
        total: `12 * ${five.total}`,
        bad: `12 * ${five.bad}`,
        covered: '12',
      },
    }),
  );
  await inPortions({ from: fine, to: end, grain: 5 }, starts =>
    insertMade(knex, {
      ...starts,
      slos,
      grain: 5,
      counts: { ...five, covered: '1' },
    }),
  );
  await addUp(knex, { from: fine, to: end, child: 5, grain: 60 });
  await addUp(knex, { from: begin, to: end, child: 60, grain: dayMinutes });
}

interface Starts {
  from: number;
  to: number;
  grain: number;
}

async function inPortions(
  { from, to, grain }: Starts,
  write: (portion: { from: number; to: number }) => Promise<void>,
): Promise<void> {
  const step = startsAtOnce * grain;
  for (let at = from; at < to; at += step) {
    await write({ from: at, to: Math.min(at + step, to) });
  }
}

async function insertMade(
  knex: Knex,
  options: Starts & {
    slos: number;
    counts: Record<'bad' | 'total' | 'covered' | 'measured', string>;
  },
): Promise<void> {
  const { counts, from, grain, slos, to } = options;
  await knex.raw(
    `insert into slo_buckets (grain, start, num, bad, total, covered)
     with recursive starts(start) as (
       select ${from} union all select start + ${grain} from starts where start + ${grain} < ${to}
     ), nums(num) as (
       select 1 union all select num + 1 from nums where num < ${slos}
     )
     select ${grain}, start, num, ${counts.bad}, ${counts.total}, ${counts.covered}
     from starts cross join nums where ${counts.measured}
     order by start, num`,
  );
}

/** Hours from their five minutes, days from their hours. */
async function addUp(
  knex: Knex,
  { child, from, grain, to }: Starts & { child: number },
): Promise<void> {
  const parent = `start - start % ${grain}`;
  await knex.raw(
    `insert into slo_buckets (grain, start, num, bad, total, covered)
     select ${grain}, ${parent}, num, sum(bad), sum(total), sum(covered)
     from slo_buckets where grain = ${child} and start >= ${from} and start < ${to}
     group by ${parent}, num order by ${parent}, num`,
  );
}

function floorTo(grain: number, minute: number): number {
  return Math.floor(minute / grain) * grain;
}
