import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  holdingReviewStates,
  openReviewStates,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { setImmediate as breathe } from 'node:timers/promises';
import { chunked } from '../../database/rows';
import { inTurn } from '../../http/inTurn';
import { letOthersGoFirst } from '../../http/letOthersGoFirst';
import { withoutStacks } from '../../rules/withoutStacks';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { StoredReview, WholeReview } from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import type { ReviewRow } from '../store/reviewRows';
import { byReviews } from './byReviews';
import { criticalDependencies, revalidationFacts } from './circumstances';
import { differs, Findings, lookAt, Sight } from './lookAt';
import { settleAlone } from './settleAlone';
import { writeFindings } from './writeFindings';

/** Reviews looked at together: few, as on SQLite everybody waits while they are written. */
const batchSize = 30;

/** Reviews looked at without letting others have their turn. */
const atOnce = 5;

/** Services about which facts are published together. */
const publishedAtOnce = 100;

/**
 * Looks at reviews that are open or hold, in sets: what facts say now, what has
 * regressed since approval, whether the approval still holds. Reads a fixed
 * number of statements per batch and writes only what differs.
 */
export class ReviewRefresh {
  readonly #desk: ReviewDesk;
  readonly #logger: LoggerService;

  private constructor(options: { desk: ReviewDesk; logger: LoggerService }) {
    this.#desk = options.desk;
    this.#logger = options.logger;
  }

  static create(options: {
    desk: ReviewDesk;
    logger: LoggerService;
  }): ReviewRefresh {
    return new ReviewRefresh(options);
  }

  /** Looks at the reviews of some services, for whoever waits for it. */
  async refreshServices(refs: string[]): Promise<number> {
    return this.#refreshBatches(this.#liveOf(refs), work => work());
  }

  /** Looks at the reviews of some services when others have had their turn; answers how many changed. */
  async follow(refs: string[]): Promise<number> {
    return this.#refreshBatches(this.#liveOf(refs), inTurn);
  }

  /** Looks at every review, when others have had their turn. */
  async refreshAll(options: { signal: AbortSignal }): Promise<number> {
    return this.#refreshBatches(this.#allLive(options), inTurn);
  }

  async *#liveOf(refs: string[]): AsyncIterable<ReviewRow[]> {
    for (const chunk of chunked(refs)) {
      const rows = await this.#live().whereIn('service_ref', chunk);
      for (let i = 0; i < rows.length; i += batchSize) {
        yield rows.slice(i, i + batchSize);
      }
    }
  }

  async *#allLive({
    signal,
  }: {
    signal: AbortSignal;
  }): AsyncIterable<ReviewRow[]> {
    // Asked for page by page, a database sorts them all for every page.
    const ids = await this.#live().clearSelect().orderBy('id').pluck('id');
    for (let i = 0; i < ids.length; i += batchSize) {
      signal.throwIfAborted();
      yield this.#live()
        .whereIn('id', ids.slice(i, i + batchSize))
        .orderBy('id');
    }
  }

  async #refreshBatches(
    batches: AsyncIterable<ReviewRow[]>,
    turn: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<number> {
    const { notices } = this.#desk.options;
    let changed = 0;
    const toPublish = new Set<string>();
    // Writing and telling may take their time: the next batch is looked at
    // meanwhile, but written only when the one before it stands.
    let telling = Promise.resolve();
    let writing = Promise.resolve();
    const write = async (found: Findings[]) => {
      const { news, written } = await writeFindings(
        this.#desk,
        found.filter(differs),
      );
      telling = telling.then(() => notices.send(news));
      changed += written.length;
      for (const { service } of written) toPublish.add(service);
      changed += await this.#settle(found);
    };
    try {
      for await (const rows of batches) {
        const found = await turn(() => this.#find(rows));
        await writing;
        writing = write(found);
        // Whoever waits for it next hears of a failure.
        writing.catch(() => {});
      }
      await writing;
    } finally {
      await writing.catch(() => {});
      await this.#publish([...toPublish]);
      await telling;
    }
    return changed;
  }

  /** Facts come last: services are scored by them, and looking does not wait for that. */
  async #publish(services: string[]): Promise<void> {
    const { publish } = this.#desk.options;
    for (let i = 0; i < services.length; i += publishedAtOnce) {
      if (i > 0) await letOthersGoFirst();
      await byReviews(() => publish(services.slice(i, i + publishedAtOnce)));
    }
  }

  #live(): Knex.QueryBuilder<ReviewRow, ReviewRow[]> {
    return this.#desk.options
      .database<ReviewRow>('reviews')
      .whereIn('state', [...openReviewStates, ...holdingReviewStates])
      .select('*');
  }

  /** What looking at some reviews changes, or brings to its end. */
  async #find(rows: ReviewRow[]): Promise<Findings[]> {
    const { facts, services, store, waivers } = this.#desk.options;
    const refs = [...new Set(rows.map(row => row.service_ref))];
    const wholes = await store.wholes(rows);
    const pinned = await this.#pinned(wholes);
    const read = new Set(Object.values<string>(revalidationFacts));
    for (const { facts: of } of pinned.values()) {
      for (const fact of of) read.add(fact);
    }
    const [known, found, active, dependencies] = await Promise.all([
      facts.factsOf(refs, { facts: read }),
      services.findAll(refs),
      waivers.activeFor(refs),
      criticalDependencies(refs, services),
    ]);
    const byRef = new Map(found.map(service => [service.ref, service]));
    const now = this.#desk.now();
    const changes: Findings[] = [];
    for (const [index, whole] of wholes.entries()) {
      if (index % atOnce === atOnce - 1) await breathe();
      const ref = whole.review.service;
      const findings = this.#look(whole, {
        checklist: pinned.get(whole.review.checklistHash),
        dependencies: dependencies.get(ref) ?? [],
        facts: known.get(ref) ?? [],
        now,
        service: byRef.get(ref),
        waivers: active.filter(waiver => waiver.service === ref),
      });
      if (findings && (findings.settles || differs(findings))) {
        changes.push(findings);
      }
    }
    return changes;
  }

  /** Ends what nothing keeps from its end any more; answers how many that were. */
  async #settle(found: Findings[]): Promise<number> {
    let ended = 0;
    for (const { review, settles } of found) {
      if (!settles) continue;
      try {
        if (await settleAlone(this.#desk, review)) ended += 1;
      } catch (error) {
        this.#warn(review, error);
      }
    }
    return ended;
  }

  /** One review that cannot be looked at does not keep the others from it. */
  #look(
    whole: WholeReview,
    { checklist, service, ...sight }: PartialSight,
  ): Findings | undefined {
    // Of a service that is gone everything stays as it was last known.
    if (!service || !checklist) return undefined;
    try {
      return withoutStacks(() =>
        lookAt(whole, { ...sight, checklist, service }),
      );
    } catch (error) {
      this.#warn(whole.review, error);
      return undefined;
    }
  }

  #warn({ id }: StoredReview, error: unknown): void {
    this.#logger.warn(
      `Review ${id} could not be looked at: ${toError(error).message}`,
    );
  }

  /** The checklists of some reviews, by hash. */
  async #pinned(
    wholes: WholeReview[],
  ): Promise<Map<string, CompiledChecklist>> {
    const { checklists } = this.#desk.options;
    const pinned = new Map<string, CompiledChecklist>();
    for (const { review } of wholes) {
      if (pinned.has(review.checklistHash)) continue;
      try {
        pinned.set(review.checklistHash, await checklists.pinned(review));
      } catch (error) {
        this.#warn(review, error);
      }
    }
    return pinned;
  }
}

type PartialSight = Omit<Sight, 'checklist' | 'service'> & {
  checklist: CompiledChecklist | undefined;
  service: Service | undefined;
};
