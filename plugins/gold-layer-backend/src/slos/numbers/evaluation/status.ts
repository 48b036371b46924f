import type { Knex } from 'knex';
import { toNumber } from '../../../database/rows';
import type { RunStore } from '../store/RunStore';

/** How measuring SLIs and working out numbers are doing. */
export interface SloNumbersStatus {
  /** When the last evaluation ended; absent if none has. */
  evaluatedAt?: Date;
  /** How long it took. */
  seconds?: number;
  slos: number;
  /** SLOs whose source or query failed when it was last asked, by which of the two. */
  failing: { source: number; query: number };
  /** Why it broke off, where it did. */
  error?: string;
  /** SLOs whose numbers have not followed a change yet. */
  waiting: number;
  /** Some of the failures, newest first. */
  failures: { num: number; kind: string; error: string; since: Date }[];
}

/** Shown at most; there are as many as SLOs where a source is down. */
const mostFailures = 20;

/** Reads how measuring and working out are doing. */
export async function numbersStatus({
  database,
  runs,
}: {
  database: Knex;
  runs: RunStore;
}): Promise<SloNumbersStatus> {
  const run = await runs.find('evaluate');
  const waiting = await database('slo_status')
    .whereRaw('marks > marks_done')
    .count<{ count: number | string }>({ count: '*' })
    .first();
  const failing = await database('slo_status')
    .whereNotNull('failure')
    .select<{ num: number; failure: string }[]>('num', 'failure');
  const failures = failing
    .map(({ num, failure }) => ({ num, ...JSON.parse(failure) }))
    .sort((a, b) => b.since - a.since || a.num - b.num);
  const count = (kind: string) =>
    failures.filter(each => each.kind === kind).length;
  return {
    evaluatedAt: run?.endedAt,
    seconds:
      run?.endedAt && (Number(run.endedAt) - Number(run.startedAt)) / 1000,
    slos: run?.slos ?? 0,
    failing: { source: count('source'), query: count('query') },
    error: run?.error,
    waiting: toNumber(waiting?.count),
    failures: failures.slice(0, mostFailures).map(each => ({
      num: each.num,
      kind: each.kind,
      error: each.error,
      since: new Date(each.since),
    })),
  };
}
