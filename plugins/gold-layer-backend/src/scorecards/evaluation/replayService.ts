import type { FactValue } from '@gold-layer/backstage-plugin-common';
import type { ScorecardSet } from '../CompiledScorecards';
import type { KnownFact } from '../../rules/createContext';
import type { RuleService } from '../../rules/serviceFields';
import { ScoredCard, scoreService } from '../scoreService';

/** A value that a fact had from some moment on; absent when it was then no longer known. */
export interface PastValue {
  fact: string;
  /** Milliseconds. */
  at: number;
  value?: FactValue;
}

/** What a service's past is worked out from. */
export interface ServicePast {
  service: RuleService;
  /** Present values of facts whose past is not known; they are taken to have been so all along. */
  steady: KnownFact[];
  /** Oldest first. */
  values: PastValue[];
}

/**
 * Scores a service as of the end of each day. How long a past value stayed
 * fresh is not known, so a value holds until it changed.
 */
export function* replayService(
  set: ScorecardSet,
  past: ServicePast,
  days: readonly string[],
): Generator<{ day: string; cards: ScoredCard[] }> {
  const current = new Map<string, KnownFact>(
    past.steady.map(fact => [fact.fact, fact]),
  );
  let next = 0;
  for (const day of days) {
    const end = endOf(day);
    for (; next < past.values.length && past.values[next].at <= end; next++) {
      const { fact, value } = past.values[next];
      if (value === undefined) current.delete(fact);
      else current.set(fact, { fact, value });
    }
    const facts = [...current.values()];
    const cards = scoreService(set.scorecards, {
      service: past.service,
      context: set.createContext(past.service, facts, new Date(end)),
      values: new Map(facts.map(({ fact, value }) => [fact, value])),
      words: set.factWords,
      now: end,
    });
    yield { day, cards };
  }
}

/** The last millisecond of a day, UTC. */
export function endOf(day: string): number {
  return Date.parse(day) + 24 * 3600 * 1000 - 1;
}
