import type { Knex } from 'knex';
import type { CompiledScorecards } from '../CompiledScorecards';
import { compareResults, compareSources, noWrites } from './compareResults';
import type { ResultStore } from './ResultStore';
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
  readonly #now: () => Date;

  private constructor(options: EvaluatorOptions) {
    this.#scorecards = options.scorecards;
    this.#store = options.store;
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
        facts: set.facts,
      });
      const { cards, failures } = scoreBatch(set, batch, now);
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

/** What {@link Evaluator} works with. */
export interface EvaluatorOptions {
  scorecards: CompiledScorecards;
  store: ResultStore;
  now?: () => Date;
}
