import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { AcceptedRisks, noRisksAccepted } from '../AcceptedRisks';
import { reasonOf } from '../../database/reasonOf';
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
  /** Services whose answer to "should this be Gold?" is another one now. */
  gold: string[];
}

type Within = (tx: Knex.Transaction) => Promise<void>;

/** Evaluates services from what is stored about them, and stores what differs. */
export class Evaluator {
  readonly #logger: LoggerService;
  readonly #scorecards: CompiledScorecards;
  readonly #store: ResultStore;
  readonly #accepted: AcceptedRisks;
  readonly #goldChanged: (refs: string[]) => Promise<void>;
  readonly #now: () => Date;

  private constructor(options: EvaluatorOptions) {
    this.#logger = options.logger;
    this.#scorecards = options.scorecards;
    this.#store = options.store;
    this.#accepted = options.accepted ?? noRisksAccepted;
    this.#goldChanged = options.goldChanged ?? (async () => {});
    this.#now = options.now ?? (() => new Date());
  }

  static create(options: EvaluatorOptions): Evaluator {
    return new Evaluator(options);
  }

  /**
   * At most a few hundred services at once. `within` runs in the same
   * transaction, or in the last one where services had to get their own.
   */
  async evaluate(
    refs: string[],
    { within }: { within?: Within } = {},
  ): Promise<Evaluation> {
    const evaluation = await this.#together(refs, within).catch(error => {
      this.#logger.warn(
        `Scoring services together failed, so each is scored by itself: ${reasonOf(error)}`,
      );
      return this.#oneByOne(refs, within);
    });
    const { gold } = evaluation;
    if (gold.length > 0) await this.#goldChanged(gold);
    return evaluation;
  }

  /**
   * When a batch cannot be written, whoever is to blame must not keep the
   * others, nor those that come after: each service gets a transaction of its
   * own, and what failed is noted in another, which no failure takes back.
   * Where not even that can be written there is no database to be had, and the
   * batch stays to be done.
   */
  async #oneByOne(
    refs: string[],
    within: Within | undefined,
  ): Promise<Evaluation> {
    const all: Evaluation = {
      changed: new Set(),
      failures: new Map(),
      gold: [],
    };
    for (const ref of refs) {
      const { changed, failures, gold } = await this.#alone(ref);
      for (const scorecard of changed) all.changed.add(scorecard);
      for (const [service, error] of failures) all.failures.set(service, error);
      all.gold.push(...gold);
    }
    if (within) await this.#store.transaction(within);
    return all;
  }

  async #alone(ref: string): Promise<Evaluation> {
    try {
      return await this.#together([ref]);
    } catch (error) {
      const failures = new Map([[ref, reasonOf(error)]]);
      await this.#store.transaction(tx =>
        this.#store.recordFailures(tx, [ref], failures),
      );
      return { changed: new Set(), failures, gold: [] };
    }
  }

  async #together(refs: string[], within?: Within): Promise<Evaluation> {
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
      const gold = await updateGold(tx, goldCandidates(batch, now));
      await within?.(tx);
      const touched = [
        ...writes.results,
        ...writes.checks,
        ...writes.gone.results,
        ...writes.gone.checks,
      ];
      return {
        changed: new Set(touched.map(({ scorecard }) => scorecard)),
        failures,
        gold,
      };
    });
  }
}

/** Every service: how often its error budget ran out may be known no longer, and leaves no trace then. */
function goldCandidates({ services, facts, gold }: Batch, now: Date) {
  return services.flatMap(service => {
    const stored = gold.get(service.ref);
    const known = facts
      .get(service.ref)
      ?.find(({ fact }) => fact === exhaustionsFact);
    const counts =
      known && isFresh(known, now.getTime()) && typeof known.value === 'number';
    const exhaustions = counts ? Number(known.value) : undefined;
    return stored ? [{ ...service, exhaustions, stored }] : [];
  });
}

/** What {@link Evaluator} works with. */
export interface EvaluatorOptions {
  logger: LoggerService;
  scorecards: CompiledScorecards;
  store: ResultStore;
  accepted?: AcceptedRisks;
  /** Told of services whose answer to "should this be Gold?" has changed, as a fact rests on it. */
  goldChanged?: (refs: string[]) => Promise<void>;
  now?: () => Date;
}
