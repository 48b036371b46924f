import type { Knex } from 'knex';
import { jsonRows } from '../../../database/jsonRows';
import { upsertRows, WritableTable } from '../../../database/writeRows';
import { Bucket, floorTo, Grain, startsWithin } from './buckets';

const table: WritableTable = {
  name: 'slo_buckets',
  columns: {
    grain: 'bigint',
    start: 'bigint',
    num: 'bigint',
    bad: 'double precision',
    total: 'double precision',
    covered: 'bigint',
  },
  key: ['grain', 'start', 'num'],
};

/** Rows per statement: few enough that nobody waits for long. */
const rowsAtOnce = 4000;

/** A bucket of a longer grain that has to be added up anew: the SLO and its start. */
type Parent = [num: number, start: number];

/**
 * Writes buckets and what follows from them. Within one transaction a bucket's
 * parents are added up anew from all of their children, so that the same
 * buckets again, or late ones, come to the same. Whoever may write the same
 * SLO's buckets at the same time must hold a lock on it: two that each see only
 * their own child would write a parent without the other's.
 */
export class BucketWriter {
  static create(): BucketWriter {
    return new BucketWriter();
  }

  private constructor() {}

  async add(tx: Knex.Transaction, buckets: readonly Bucket[]): Promise<void> {
    const rows = buckets.toSorted(byKey);
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const some = rows.slice(at, at + rowsAtOnce);
      await upsertRows(
        tx,
        table,
        some.map(row => ({ ...row })),
      );
    }
    const fine = rows.filter(({ grain }) => grain === 5);
    await this.#addUp(tx, { from: 5, to: 60 }, parentsOf(fine, 60));
    await this.#addUp(tx, { from: 60, to: 1440 }, parentsOf(rows, 1440));
  }

  async #addUp(
    tx: Knex.Transaction,
    grain: { from: Grain; to: Grain },
    parents: Parent[],
  ): Promise<void> {
    for (let at = 0; at < parents.length; at += rowsAtOnce) {
      await tx.raw(addUpStatement(tx, grain), [
        JSON.stringify(parents.slice(at, at + rowsAtOnce)),
      ]);
    }
  }
}

/**
 * Adds up the children of each parent in one statement. Their starts are
 * listed, so that each child is found by its key; the order of the joins is
 * the cheap one, which SQLite keeps to because they are cross joins.
 */
function addUpStatement(
  tx: Knex.Transaction,
  { from, to }: { from: Grain; to: Grain },
): string {
  const parents = jsonRows(tx, { num: 'int', start: 'int' });
  const offsets = startsWithin(from, { from: 0, to })
    .map((offset, index) =>
      index === 0 ? `select ${offset} as offs` : `select ${offset}`,
    )
    .join(' union all ');
  return `insert into slo_buckets (grain, start, num, bad, total, covered)
    select ${to}, p.start, p.num, sum(b.bad), sum(b.total), sum(b.covered)
    from ${parents} p
    cross join (${offsets}) o
    cross join slo_buckets b
    where b.grain = ${from} and b.start = p.start + o.offs and b.num = p.num
    group by p.start, p.num
    on conflict (grain, start, num) do update
    set bad = excluded.bad, total = excluded.total, covered = excluded.covered`;
}

function parentsOf(buckets: readonly Bucket[], grain: Grain): Parent[] {
  const seen = new Set<string>();
  const parents: Parent[] = [];
  for (const { num, start } of buckets) {
    const parent: Parent = [num, floorTo(grain, start)];
    const key = parent.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    parents.push(parent);
  }
  return parents;
}

function byKey(a: Bucket, b: Bucket): number {
  return a.grain - b.grain || a.start - b.start || a.num - b.num;
}
