import type { CheckState } from '@gold-layer/backstage-plugin-common';
import { toNumber } from '../../database/rows';

/** Services of one tier on one level of a scorecard. */
export interface LevelCountRow {
  scorecard: string;
  tier: string;
  /** Or `none`. */
  level: string;
  rank: number;
  services: number;
  /** Sums over those services, like the next two. */
  passed: number;
  unknown: number;
  applicable: number;
}

/** Services with one check in one state. */
export interface CheckCountRow {
  scorecard: string;
  check: string;
  state: CheckState;
  services: number;
  /** Of those, services that the check keeps from their next level. */
  blocking: number;
}

/** Services of one group on one level. */
export interface GroupCountRow {
  value: string | null;
  level: string;
  rank: number;
  services: number;
  passed: number;
  applicable: number;
}

/** Both databases may hand sums back as text. */
export type Counted<T> = {
  [K in keyof T]: T[K] extends number ? number | string : T[K];
};

/** A row of counts of checks as the database hands it back. */
export interface StoredCheckCount {
  scorecard: string;
  check_id: string;
  state: CheckState;
  services: number;
  blocking: number;
}

/** Counts of services by level as numbers. */
export function toLevelCount({
  rank,
  ...row
}: Counted<LevelCountRow>): LevelCountRow {
  return {
    ...row,
    rank: toNumber(rank),
    services: toNumber(row.services),
    passed: toNumber(row.passed),
    unknown: toNumber(row.unknown),
    applicable: toNumber(row.applicable),
  };
}

/** Counts of services by check as numbers. */
export function toCheckCount({
  scorecard,
  check_id,
  state,
  services,
  blocking,
}: Counted<StoredCheckCount>): CheckCountRow {
  return {
    scorecard,
    check: check_id,
    state,
    services: toNumber(services),
    blocking: toNumber(blocking),
  };
}

/** Levels of all services without those of some; `undefined` if the counts of all are behind. */
export function lessLevels(
  all: LevelCountRow[],
  some: LevelCountRow[],
): LevelCountRow[] | undefined {
  return less(all, some, {
    by: ({ scorecard, tier, level }) => `${scorecard} ${tier} ${level}`,
    minus: (row, other) => ({
      ...row,
      services: difference(row.services, other.services),
      passed: difference(row.passed, other.passed),
      unknown: difference(row.unknown, other.unknown),
      applicable: difference(row.applicable, other.applicable),
    }),
  });
}

/** Checks of all services without those of some; `undefined` if the counts of all are behind. */
export function lessChecks(
  all: CheckCountRow[],
  some: CheckCountRow[],
): CheckCountRow[] | undefined {
  return less(all, some, {
    by: ({ scorecard, check, state }) => `${scorecard} ${check} ${state}`,
    minus: (row, other) => ({
      ...row,
      services: difference(row.services, other.services),
      blocking: difference(row.blocking, other.blocking),
    }),
  });
}

/** What is kept ready may be a moment behind what is counted now: then nobody can tell what is left. */
function less<T extends { services: number }>(
  all: T[],
  some: T[],
  { by, minus }: { by: (row: T) => string; minus: (row: T, other: T) => T },
): T[] | undefined {
  const left = new Map(all.map(row => [by(row), row]));
  for (const other of some) {
    const row = left.get(by(other));
    if (!row || row.services < other.services) return undefined;
    left.set(by(row), minus(row, other));
  }
  return [...left.values()].filter(({ services }) => services > 0);
}

/** Sums of a service may have changed within its level, too. */
function difference(all: number, some: number): number {
  return Math.max(0, all - some);
}
