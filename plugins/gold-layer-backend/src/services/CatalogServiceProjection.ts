import type { LoggerService } from '@backstage/backend-plugin-api';
import { ForwardedError, toError } from '@backstage/errors';
import type { CatalogFreshness } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../database/rows';
import type { CatalogReader } from './CatalogReader';
import { compareIdentities } from './compareIdentities';
import type { Comparison, ComparisonStore } from './ComparisonStore';
import { kindOf } from './deriveService';
import { describeRefused } from './describeRefused';
import { NotStoredError } from './NotStoredError';
import type { ProjectionStore } from './ProjectionStore';
import type { ProjectionWriter } from './ProjectionWriter';
import type {
  KnownFreshness,
  ProjectionListener,
  ProjectionState,
  ServiceProjection,
} from './ServiceProjection';
import type { ServiceScope } from './ServiceScope';
import { doubtLoss } from './suddenLoss';

/** What {@link CatalogServiceProjection} works with. */
export interface CatalogServiceProjectionOptions {
  database: Knex;
  reader: CatalogReader;
  writer: ProjectionWriter;
  store: ProjectionStore;
  comparisons: ComparisonStore;
  /** Milliseconds between comparisons with the catalog. */
  interval: number;
  logger: LoggerService;
}

/**
 * Comparing takes at most a tenth of the time: after one of two seconds the
 * next waits twenty. Taking in what is new does not count, or a catalog that
 * is still filling up would be followed the slower the more there is to see.
 */
const restFactor = 10;

/** A comparison may be this late before what is stored counts as stale. */
const toleranceMs = 60_000;

/**
 * The catalog publishes no changes of entities, so the projection asks: every
 * few seconds it streams uid and etag of every entity, compares them with
 * those of the states it has read, and reads whole only what differs. Uids and
 * etags change with everything that matters here, relations included. Now and
 * then {@link refresh} reads everything, whatever the etags say.
 */
export class CatalogServiceProjection
  implements ServiceProjection, KnownFreshness
{
  readonly #options: CatalogServiceProjectionOptions;
  #running: Promise<void> | undefined;

  private constructor(options: CatalogServiceProjectionOptions) {
    this.#options = options;
  }

  static create(
    options: CatalogServiceProjectionOptions,
  ): CatalogServiceProjection {
    return new CatalogServiceProjection(options);
  }

  subscribe(listener: ProjectionListener): void {
    this.#options.writer.subscribe(listener);
  }

  async refresh(): Promise<void> {
    await this.#inTurn(() => this.#compare({ everything: true }));
  }

  /** Reads what differs from what is stored. */
  async catchUp(): Promise<void> {
    await this.#inTurn(() => this.#compare({ everything: false }));
  }

  /** Catches up unless that was done a moment ago, here or by another replica. */
  async catchUpIfDue(): Promise<void> {
    const { dueAt } = await this.#options.comparisons.read();
    if (!dueAt || dueAt.getTime() <= Date.now()) await this.catchUp();
  }

  async refreshEntities(refs: string[]): Promise<void> {
    await this.#inTurn(async () => {
      const { reader, store, writer } = this.#options;
      // In this order, see #bringUpToDate.
      const known = await store.identities(refs);
      const found = await reader.existing(refs);
      const gone = refs.filter(ref => !found.includes(ref) && known.has(ref));
      const refused = describeRefused(await writer.apply(found, gone));
      if (refused) throw new NotStoredError(refused);
    });
  }

  async state(scope?: ServiceScope): Promise<ProjectionState> {
    const { comparisons, database } = this.#options;
    const comparison = await comparisons.read();
    const services: Knex.QueryBuilder = database('services');
    return {
      services: await countRows(scope?.restrict(services) ?? services),
      groups: await countRows(database('groups')),
      confirmedAt: comparison.confirmedAt,
      stale: isStale(comparison),
      error: comparison.error,
      refused: comparison.refused,
    };
  }

  async freshness(): Promise<CatalogFreshness> {
    const comparison = await this.#options.comparisons.read();
    // With the time of every comparison no answer would equal the one before
    // it, and browsers could keep none of them.
    return isStale(comparison)
      ? { stale: true, confirmedAt: comparison.confirmedAt?.toISOString() }
      : { stale: false };
  }

  /** One after the other: two at once would read and write everything twice. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = (this.#running ?? Promise.resolve()).then(work, work);
    this.#running = turn;
    return turn;
  }

  async #compare({ everything }: { everything: boolean }): Promise<void> {
    const { comparisons, interval } = this.#options;
    const started = new Date();
    const before = await comparisons.read();
    try {
      const { doubt, refused, took } = await this.#bringUpToDate({
        everything,
        missingSince: before.missingSince,
      });
      await comparisons.write({
        confirmedAt: doubt ? before.confirmedAt : started,
        dueAt: new Date(Date.now() + Math.max(interval, took * restFactor)),
        missingSince: doubt ? (before.missingSince ?? started) : undefined,
        error: doubt,
        refused,
      });
      // Every comparison tries again; the log need not be told each time.
      if (refused && refused !== before.refused) {
        this.#options.logger.warn(refused);
      }
    } catch (error) {
      await comparisons.write({
        ...before,
        dueAt: new Date(Date.now() + interval),
        error: toError(error).message,
      });
      throw new ForwardedError(
        'Comparing services with the catalog failed; the last known state stays',
        error,
      );
    }
  }

  /**
   * Answers why the catalog is not believed, if it is not, what could not be
   * stored, and how many milliseconds comparing took. What is stored is read
   * first: what another replica adds while the catalog is being read is then
   * read once more, and never taken for gone.
   */
  async #bringUpToDate(options: {
    everything: boolean;
    missingSince: Date | undefined;
  }): Promise<{ doubt?: string; refused?: string; took: number }> {
    const { reader, store, writer } = this.#options;
    const began = Date.now();
    const stored = await store.identities();
    const catalog = await reader.identities();
    const { changed, gone } = compareIdentities(catalog, stored);
    const took = Date.now() - began;
    const goneServices = gone.filter(isService).length;
    const known = [...stored.keys()].filter(isService).length;
    const doubted = doubtLoss({
      gone: goneServices,
      known,
      since: options.missingSince,
      now: new Date(),
    });
    const refused = await writer.apply(
      options.everything ? [...catalog.keys()] : changed,
      doubted ? [] : gone,
    );
    const doubt = doubted
      ? `The catalog suddenly misses ${goneServices} of ${known} services. They are kept for five minutes, in case it is still starting.`
      : undefined;
    return { doubt, refused: describeRefused(refused), took };
  }
}

function isService(ref: string): boolean {
  return kindOf(ref) === 'component';
}

function isStale({ confirmedAt, dueAt, error }: Comparison): boolean {
  const late = dueAt && dueAt.getTime() + toleranceMs < Date.now();
  return !confirmedAt || late === true || error !== undefined;
}

async function countRows(rows: Knex.QueryBuilder): Promise<number> {
  const row = await rows
    .count<{ count: number | string }>({ count: '*' })
    .first();
  return toNumber(row?.count);
}
