import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FactDefinition } from '@gold-layer/backstage-plugin-common';
import type {
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { ServiceStore } from '../../services/ServiceStore';
import type { FactRegistry } from '../FactRegistry';
import type { FactStore } from '../FactStore';
import { allRefs, batchServices, batchSize } from './batchServices';
import { plainError } from './plainError';
import { sourceState } from './sourceState';
import type { SourceStore } from './SourceStore';
import { storeCollections } from './storeCollections';
import { untilAborted } from './untilAborted';

/** What {@link FactCollector} works with. */
export interface FactCollectorOptions {
  registry: FactRegistry;
  store: FactStore;
  sources: SourceStore;
  services: ServiceStore;
  logger: LoggerService;
}

/** Batches of one source that are under way at the same time. */
const concurrency = 3;

/** Services that are caught up with at most in one go. */
const catchUpLimit = 2000;

/** Asks sources about services and stores what they say. */
export class FactCollector {
  readonly #options: FactCollectorOptions;

  private constructor(options: FactCollectorOptions) {
    this.#options = options;
  }

  static create(options: FactCollectorOptions): FactCollector {
    return new FactCollector(options);
  }

  /** Asks a source about every service, and notes how it went. */
  async run(source: FactSource, signal: AbortSignal): Promise<void> {
    const { sources, services, logger } = this.#options;
    await sources.began(source.name);
    let failures = 0;
    try {
      const refs = this.#askable(source, allRefs(services));
      failures = await this.#collectAll(source, refs, { signal });
      await sources.finished(source.name, { failures });
    } catch (error) {
      const sentence = signal.aborted
        ? 'The run was stopped before it got through all services.'
        : plainError(error);
      logger.error(`Collecting facts of '${source.name}' failed: ${sentence}`);
      await sources.finished(source.name, { failures, error: sentence });
    }
  }

  /** Asks a source about services that it was not asked about yet, or is to be asked about again. */
  async catchUp(source: FactSource, signal: AbortSignal): Promise<void> {
    const { sources } = this.#options;
    const run = await sources.run(source.name);
    // The run will come by.
    if (
      run &&
      sourceState(run, { source, now: new Date() }).state === 'running'
    )
      return;
    const due = await sources.due(source.name, catchUpLimit);
    if (due.length === 0) return;
    await this.#collectAll(source, inBatches(due), { signal });
  }

  /** Asks a source about some services; answers how many it failed for, and why for the last of them. */
  async collect(
    source: FactSource,
    services: ServiceWithEntity[],
    { signal }: { signal: AbortSignal },
  ): Promise<{ failures: number; error?: string }> {
    const { logger, registry, sources, store } = this.#options;
    const options = {
      source: source.name,
      definitions: definitionsOf(source, registry),
      sources,
      store,
    };
    const open = new Set(services.map(it => it.service.ref));
    let ready: Collection[] = [];
    const result: { failures: number; error?: string } = { failures: 0 };
    const flush = async () => {
      const stored = ready;
      await storeCollections(stored, options);
      ready = [];
      await source.stored?.(stored);
    };
    const take = (collection: Collection) => {
      if (!open.delete(collection.service)) return;
      ready.push(collection);
      if (collection.outcome !== 'failed') return;
      result.failures += 1;
      result.error = collection.error;
    };

    let error = 'The source gave no answer about this service.';
    try {
      const answers = source.collect(services, { signal, logger });
      for await (const collection of untilAborted(answers, signal)) {
        take(collection);
        if (ready.length >= batchSize) await flush();
      }
    } catch (thrown) {
      error = signal.aborted
        ? 'The source did not answer in time.'
        : plainError(thrown);
      logger.warn(`Source '${source.name}' failed for a batch: ${error}`);
    }
    for (const service of [...open]) {
      take({ service, outcome: 'failed', error });
    }
    await flush();
    return result;
  }

  async #collectAll(
    source: FactSource,
    refs: AsyncIterable<string[]>,
    { signal }: { signal: AbortSignal },
  ): Promise<number> {
    const { services } = this.#options;
    const batches = batchServices(refs, { source, services })[
      Symbol.asyncIterator
    ]();
    let failures = 0;
    // An async generator answers concurrent calls of next() one after the other.
    const work = async () => {
      for (;;) {
        const next = await batches.next();
        if (next.done) return;
        signal.throwIfAborted();
        const result = await this.collect(source, next.value, { signal });
        failures += result.failures;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    return failures;
  }

  /** Leaves out services that the source asked not to be asked about yet. */
  async *#askable(
    source: FactSource,
    refs: AsyncIterable<string[]>,
  ): AsyncIterable<string[]> {
    for await (const some of refs) {
      const waiting = await this.#options.sources.waiting(source.name, some);
      yield some.filter(ref => !waiting.has(ref));
    }
  }
}

function definitionsOf(
  source: FactSource,
  registry: FactRegistry,
): Map<string, FactDefinition> {
  return new Map(
    registry
      .all()
      .filter(fact => fact.source === source.name)
      .map(fact => [fact.name, fact]),
  );
}

async function* inBatches(refs: string[]): AsyncIterable<string[]> {
  for (let i = 0; i < refs.length; i += batchSize) {
    yield refs.slice(i, i + batchSize);
  }
}
