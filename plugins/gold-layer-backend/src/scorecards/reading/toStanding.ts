import type { Standing } from '@gold-layer/backstage-plugin-common';
import type { ScorecardResultRow } from '../evaluation/resultTables';

/** A row of `scorecard_results` as people see it. */
export function toStanding(row: ScorecardResultRow): Standing {
  return {
    scorecard: row.scorecard,
    level: row.level ?? undefined,
    rank: row.rank,
    toNext: row.to_next ?? undefined,
    passed: row.passed,
    failed: row.failed,
    unknown: row.unknown,
    applicable: row.applicable,
    coverage: row.coverage ?? undefined,
    trend: row.trend,
  };
}
