import type { ScoredCard } from '../scoreService';
import type {
  CheckChangeRow,
  CheckResultRow,
  LevelChangeRow,
  ScorecardResultRow,
  ServiceSourceRow,
} from './resultTables';

/** What is stored about one service. */
export interface StoredResults {
  results: ScorecardResultRow[];
  checks: CheckResultRow[];
  sources: ServiceSourceRow[];
}

/** What has to be written so that the store agrees with an evaluation. */
export interface ResultWrites {
  results: ScorecardResultRow[];
  checks: CheckResultRow[];
  levelChanges: LevelChangeRow[];
  checkChanges: CheckChangeRow[];
  sources: ServiceSourceRow[];
  gone: {
    results: ScorecardResultRow[];
    checks: CheckResultRow[];
    sources: ServiceSourceRow[];
  };
}

/** Nothing to be written. */
export function noWrites(): ResultWrites {
  return {
    results: [],
    checks: [],
    levelChanges: [],
    checkChanges: [],
    sources: [],
    gone: { results: [], checks: [], sources: [] },
  };
}

/** Adds what differs between what is stored about a service and what was found now. */
export function compareResults(
  writes: ResultWrites,
  stored: StoredResults,
  found: { ref: string; tier: string; cards: ScoredCard[]; now: number },
): void {
  const { ref, tier, cards, now } = found;
  const results = new Map(stored.results.map(row => [row.scorecard, row]));
  const checks = new Map(
    stored.checks.map(row => [`${row.scorecard} ${row.check_id}`, row]),
  );
  for (const card of cards) {
    const { scorecard } = card;
    const before = results.get(scorecard.name);
    results.delete(scorecard.name);
    compareCard(writes, before, { ref, tier, card, now });

    for (const scored of card.checks) {
      const { check, state, reason, blocks, trueState = null } = scored;
      const blocking = blocks ? 1 : 0;
      const key = `${scorecard.name} ${check}`;
      const was = checks.get(key);
      checks.delete(key);
      const same = was?.state === state && was.reason === reason;
      if (same && was.blocking === blocking) continue;
      const row = {
        service_ref: ref,
        scorecard: scorecard.name,
        check_id: check,
      };
      const changed = was?.state !== state;
      writes.checks.push({
        ...row,
        state,
        true_state: trueState,
        reason,
        blocking,
        changed_at: changed ? now : was.changed_at,
      });
      if (was && changed) {
        writes.checkChanges.push({
          ...row,
          at: now,
          from_state: was.state,
          to_state: state,
          version: scorecard.version,
          replayed: 0,
        });
      }
    }
  }
  writes.gone.results.push(...results.values());
  writes.gone.checks.push(...checks.values());
}

function compareCard(
  writes: ResultWrites,
  before: ScorecardResultRow | undefined,
  {
    ref,
    tier,
    card,
    now,
  }: { ref: string; tier: string; card: ScoredCard; now: number },
): void {
  const { scorecard, standing } = card;
  const level = standing.level ?? null;
  const moved = before?.rank !== standing.rank || before.level !== level;
  const row: ScorecardResultRow = {
    service_ref: ref,
    scorecard: scorecard.name,
    level,
    rank: standing.rank,
    to_next: standing.next?.missing ?? null,
    passed: standing.passed,
    failed: standing.failed,
    unknown: standing.unknown,
    waived: standing.waived,
    applicable: standing.applicable,
    coverage: standing.coverage ?? null,
    trend: before?.trend ?? 0,
    tier,
    version: scorecard.version,
    hash: scorecard.hash,
    evaluated_at: now,
    changed_at: moved || !before ? now : before.changed_at,
  };
  if (before && sameRow(before, row)) return;
  writes.results.push(row);
  // A service that nothing applies to stands on no ladder that it could climb.
  if (moved && (before || standing.applicable > 0)) {
    writes.levelChanges.push({
      service_ref: ref,
      scorecard: scorecard.name,
      at: now,
      from_level: before?.level ?? null,
      from_rank: before?.rank ?? null,
      to_level: level,
      to_rank: standing.rank,
      version: scorecard.version,
      replayed: 0,
    });
  }
}

const compared = [
  'level',
  'rank',
  'to_next',
  'passed',
  'failed',
  'unknown',
  'waived',
  'applicable',
  'coverage',
  'tier',
  'version',
  'hash',
] as const;

function sameRow(a: ScorecardResultRow, b: ScorecardResultRow): boolean {
  return compared.every(column => a[column] === b[column]);
}

/** Adds what differs between the sources a service has facts from and those it had. */
export function compareSources(
  writes: ResultWrites,
  stored: ServiceSourceRow[],
  found: ServiceSourceRow[],
): void {
  const before = new Map(stored.map(row => [row.source, row]));
  for (const row of found) {
    const was = before.get(row.source);
    before.delete(row.source);
    if (was?.facts !== row.facts || was.stale !== row.stale) {
      writes.sources.push(row);
    }
  }
  writes.gone.sources.push(...before.values());
}
