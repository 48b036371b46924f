import { sloStates } from '@gold-layer/backstage-plugin-common';

/** Numbers that were not worked out anew for so long say nothing any more: evaluations are minutes apart. */
export const evaluationOverdueMs = 30 * 60_000;

/** What is sorted, filtered and counted by, as expressions over `slos` and `slo_status`. */
export interface StandingColumns {
  /** 1 where numbers were not worked out anew for too long. */
  overdue: string;
  state: string;
  /** 0 is worst. */
  stateRank: string;
  budget: string;
  frozen: string;
  firing: string;
  rules: string;
  /** What is left, where it was measured; null elsewhere. */
  left: string;
}

/**
 * How SLOs stand at a moment. One that was never evaluated has no row of
 * numbers: it is `no-data`, or `invalid`. One whose evaluation is overdue is
 * `stale`, whatever the numbers said when there last were some. Lists, filters
 * and counters go by these, so that they agree.
 */
export function standingColumns(now: Date): StandingColumns {
  const deadline = now.getTime() - evaluationOverdueMs;
  const overdue = `slo_status.evaluated_at < ${deadline}`;
  const state = `case
    when slo_status.state is null then case when slos.invalid = 1 then 'invalid' else 'no-data' end
    when ${overdue} and slo_status.state in ('ok', 'at-risk', 'exhausted', 'partial', 'idle') then 'stale'
    else slo_status.state end`;
  const ranks = sloStates.map((name, rank) => `when '${name}' then ${rank}`);
  return {
    overdue: `case when ${overdue} then 1 else 0 end`,
    state,
    stateRank: `case (${state}) ${ranks.join(' ')} end`,
    budget: `case when slo_status.budget is null or ${overdue} then 'unknown' else slo_status.budget end`,
    frozen: 'coalesce(slo_status.frozen, 0)',
    firing: `case when ${overdue} then 0 else coalesce(slo_status.firing, 0) end`,
    rules: "coalesce(slo_status.rules, 'unknown')",
    left: `case when (${state}) in ('exhausted', 'at-risk', 'ok') then slo_status.remaining end`,
  };
}
