import {
  burnRate,
  burnWindowNames,
  burnWindows,
  WorkedOutBasis,
} from '@gold-layer/backstage-plugin-common';
import type { SloStatus } from '../records';
import { planWindows } from '../numbers/evaluation/planWindows';
import { toMinutes } from '../numbers/store/buckets';
import type { BucketReads } from './bucketsOf';
import type { KnownSlo } from './sloRows';

/** What binary arithmetic may be off by. */
const tolerance = 1e-9;

/**
 * The counts that burn and the use of the last week were worked out from, in
 * one statement. Those that no longer give the number (planned time was left
 * out, or more has come in since) are not told.
 */
export async function countsBehind(
  { record, status }: KnownSlo,
  options: { buckets: BucketReads; now: Date },
): Promise<Pick<WorkedOutBasis, 'counts' | 'badThisWeek'>> {
  if (status?.evaluatedAt === undefined || record.invalid) return {};
  const { num, spec } = record;
  const { objective } = spec;
  const { evaluatedAt, asOf } = status;
  const { end, week } = planWindows(spec, { now: evaluatedAt, asOf });
  const minutes = burnWindowNames.map(name => burnWindows[name]);
  const windows = [...new Set([...minutes, week])].sort((a, b) => a - b);
  const { byNum } = await options.buckets.sums([num], {
    end,
    windows,
    now: toMinutes(options.now),
  });
  const sums = byNum.get(num);
  if (!sums) return {};
  const over = (length: number) => sums[windows.indexOf(length)];
  const weekly = over(week);
  const used = burnRate({ bad: weekly.bad, total: status.total, objective });
  return {
    counts: Object.fromEntries(
      burnWindowNames.flatMap(name => {
        const counts = over(burnWindows[name]);
        const burn = burnRate({ ...counts, objective });
        return agree(burn, status.burn[name]) ? [[name, counts]] : [];
      }),
    ),
    badThisWeek: agree(used, status.usedThisWeek) ? weekly.bad : undefined,
  };
}

function agree(
  counted: number | undefined,
  told: SloStatus['usedThisWeek'],
): boolean {
  if (counted === undefined || told === undefined) return false;
  return Math.abs(counted - told) <= tolerance * Math.max(1, Math.abs(told));
}
