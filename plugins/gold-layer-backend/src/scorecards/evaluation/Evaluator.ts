import type { Knex } from 'knex';
import { AcceptedRisks, noRisksAccepted } from '../AcceptedRisks';
import { isFresh } from '../../rules/createContext';
import { exhaustionsFact, updateGold } from '../../services';
import type { CompiledScorecards } from '../CompiledScorecards';
import { compareResults, compareSources, noWrites } from './compareResults';
import type { Batch, ResultStore } from './ResultStore';
import { scoreBatch } from './scoreBatch';

/** What came of evaluating some services. */
export interface Evaluation {
  /** Scorecards of which anything was written. */
  changed: Set<string>;
  /** Services that erred and keep their earlier results. */
  failures: Map<string, string>;
}

/** Evaluates services from what is stored about them, and stores what differs. */
export class Evaluator {
  readonly #scorecards: CompiledScorecards;
  readonly #store: ResultStore;
  readonly #accepted: AcceptedRisks;
  readonly #now: () => Date;

  private constructor(options: EvaluatorOptions) {
    this.#scorecards = options.scorecards;
    this.#store = options.store;
    this.#accepted = options.accepted ?? noRisksAccepted;
    this.#now = options.now ?? (() => new Date());
  }

  static create(options: EvaluatorOptions): Evaluator {
    return new Evaluator(options);
  }

  /** At most a few hundred services at once. `within` runs in the same transaction. */
  async evaluate(
    refs: string[],
    options: { within?: (tx: Knex.Transaction) => Promise<void> } = {},
  ): Promise<Evaluation> {
    return this.#store.transaction(async tx => {
      const now = this.#now();
      const set = this.#scorecards.current();
      const batch = await this.#store.read(tx, refs, {
        now: now.getTime(),
        facts: new Set(set.facts).add(exhaustionsFact),
      });
      const waived = await this.#accepted.activeFor(refs, { tx, now });
      const { cards, failures } = scoreBatch(set, { ...batch, waived }, now);
      const writes = noWrites();
      for (const { ref, tier } of batch.services) {
        const stored = batch.stored.get(ref);
        const found = cards.get(ref);
        if (!stored || !found) continue;
        compareResults(writes, stored, {
          ref,
          tier,
          cards: found,
          now: now.getTime(),
        });
        compareSources(writes, stored.sources, batch.sources.get(ref) ?? []);
      }
      const known = new Set(batch.services.map(({ ref }) => ref));
      const gone = refs.filter(ref => !known.has(ref));
      for (const ref of gone) {
        writes.gone.results.push(...(batch.stored.get(ref)?.results ?? []));
      }
      await this.#store.write(tx, writes, now.getTime());
      await this.#store.removeServices(gone, tx);
      await this.#store.recordFailures(tx, refs, failures);
      await updateGold(tx, goldCandidates(batch, now));
      await options.within?.(tx);
      const touched = [
        ...writes.results,
        ...writes.checks,
        ...writes.gone.results,
        ...writes.gone.checks,
      ];
      return {
        changed: new Set(touched.map(({ scorecard }) => scorecard)),
        failures,
      };
    });
  }
}

/** The few services of which it is, or was, known how often an error budget ran out. */
function goldCandidates({ services, facts }: Batch, now: Date) {
  return services.flatMap(service => {
    const known = facts
      .get(service.ref)
      ?.find(({ fact }) => fact === exhaustionsFact);
    if (!known) return [];
    const counts =
      isFresh(known, now.getTime()) && typeof known.value === 'number';
    return [
      { ...service, exhaustions: counts ? Number(known.value) : undefined },
    ];
  });
}

/** What {@link Evaluator} works with. */
export interface EvaluatorOptions {
  scorecards: CompiledScorecards;
  store: ResultStore;
  accepted?: AcceptedRisks;
  now?: () => Date;
}
