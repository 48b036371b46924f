import { toError } from '@backstage/errors';
import type { WaivedCheck } from '../AcceptedRisks';
import type { ScorecardSet } from '../CompiledScorecards';
import { isFresh, KnownFact } from '../../rules/createContext';
import type { RuleService } from '../../rules/serviceFields';
import { withoutStacks } from '../../rules/withoutStacks';
import { ScoredCard, scoreService } from '../scoreService';

/** The cards of each service, and why some have none. */
export interface ScoredBatch {
  cards: Map<string, ScoredCard[]>;
  failures: Map<string, string>;
}

/** Scores services without touching anything; one that errs does not keep the others. */
export function scoreBatch(
  set: ScorecardSet,
  batch: {
    services: RuleService[];
    facts: Map<string, KnownFact[]>;
    /** What is waived, by service. */
    waived?: ReadonlyMap<string, WaivedCheck[]>;
  },
  now: Date,
): ScoredBatch {
  const scored: ScoredBatch = { cards: new Map(), failures: new Map() };
  withoutStacks(() => {
    for (const service of batch.services) {
      const facts = batch.facts.get(service.ref) ?? [];
      const fresh = facts.filter(fact => isFresh(fact, now.getTime()));
      try {
        const cards = scoreService(set.scorecards, {
          service,
          context: set.createContext(service, facts, now),
          values: new Map(fresh.map(({ fact, value }) => [fact, value])),
          words: set.factWords,
          now: now.getTime(),
          waived: batch.waived?.get(service.ref),
        });
        scored.cards.set(service.ref, cards);
      } catch (error) {
        scored.failures.set(service.ref, toError(error).message);
      }
    }
  });
  return scored;
}
