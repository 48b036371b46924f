import type { Standing } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../database/rows';

/** A row of `scorecard_results`. */
export interface ScorecardResultRow {
  service_ref: string;
  scorecard: string;
  level: string | null;
  rank: number;
  to_next: number | null;
  passed: number;
  failed: number;
  unknown: number;
  applicable: number;
  coverage: number | null;
  trend: number;
}

/** The columns a standing is made of. */
const columns = [
  'service_ref',
  'scorecard',
  'level',
  'rank',
  'to_next',
  'passed',
  'failed',
  'unknown',
  'applicable',
  'coverage',
  'trend',
];

/** Standings of the named services on every scorecard, in order of the scorecard's name; one statement per 900 services. */
export async function standingsOf(
  refs: string[],
  options: { database: Knex },
): Promise<Map<string, Standing[]>> {
  const standings = new Map<string, Standing[]>();
  for (const chunk of chunked(refs)) {
    const rows = await options
      .database('scorecard_results')
      .select<ScorecardResultRow[]>(columns)
      .whereIn('service_ref', chunk)
      .where('applicable', '>', 0)
      .orderBy('scorecard');
    for (const row of rows) {
      const known = standings.get(row.service_ref) ?? [];
      known.push(toStanding(row));
      standings.set(row.service_ref, known);
    }
  }
  return standings;
}

/** A row of `scorecard_results` as shown. */
export function toStanding(row: ScorecardResultRow): Standing {
  return {
    scorecard: row.scorecard,
    level: row.level ?? undefined,
    rank: toNumber(row.rank),
    toNext: row.to_next === null ? undefined : toNumber(row.to_next),
    passed: toNumber(row.passed),
    failed: toNumber(row.failed),
    unknown: toNumber(row.unknown),
    applicable: toNumber(row.applicable),
    coverage: row.coverage === null ? undefined : toNumber(row.coverage),
    trend: toNumber(row.trend),
  };
}
