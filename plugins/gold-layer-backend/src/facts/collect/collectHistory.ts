import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatedFact, FactSource } from '@gold-layer/backstage-plugin-node';
import type { FactRegistry } from '../FactRegistry';
import type { FactStore } from '../FactStore';
import type { SourceStore } from './SourceStore';
import { toRecords } from './toRecords';

/** What {@link collectHistory} works with. */
export interface CollectHistoryOptions {
  registry: FactRegistry;
  store: FactStore;
  sources: SourceStore;
  logger: LoggerService;
  signal: AbortSignal;
}

/** Values taken in by one transaction. */
const batchSize = 1000;

/**
 * Takes in what a source knew before the portal first met it, once. Answers
 * the earliest moment it told of, or undefined if there was nothing to do.
 */
export async function collectHistory(
  source: FactSource,
  options: CollectHistoryOptions,
): Promise<Date | undefined> {
  const { registry, sources, logger, signal } = options;
  if (!source.history) return undefined;
  if ((await sources.run(source.name))?.historyAt) return undefined;
  const definitions = new Map(registry.all().map(fact => [fact.name, fact]));
  let earliest: Date | undefined;
  let batch: DatedFact[] = [];
  const flush = async () => {
    const { records, problems } = toRecords(batch, {
      source: source.name,
      definitions,
      now: new Date(),
    });
    batch = [];
    for (const problem of problems.slice(0, 1)) logger.warn(problem);
    await options.store.record(records);
    for (const { collectedAt } of records) {
      if (!earliest || collectedAt < earliest) earliest = collectedAt;
    }
  };
  for await (const fact of source.history({ logger })) {
    signal.throwIfAborted();
    batch.push(fact);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  await sources.historyTaken(source.name);
  return earliest;
}
