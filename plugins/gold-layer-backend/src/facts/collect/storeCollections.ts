import type { FactDefinition } from '@gold-layer/backstage-plugin-common';
import type { Collection } from '@gold-layer/backstage-plugin-node';
import type { FactStore, FactToRecord } from '../FactStore';
import { validUntil } from '../validUntil';
import type { SourceAnswer, SourceStore } from './SourceStore';
import { toRecords } from './toRecords';

/** What {@link storeCollections} works with. */
export interface StoreCollectionsOptions {
  source: string;
  definitions: ReadonlyMap<string, FactDefinition>;
  store: FactStore;
  sources: SourceStore;
}

/** Stores what a source found out about some services, in a few statements. */
export async function storeCollections(
  collections: Collection[],
  options: StoreCollectionsOptions,
): Promise<void> {
  const { source, store, sources } = options;
  const now = new Date();
  const confirmed = collections.flatMap(it =>
    it.outcome === 'unchanged' ? [it.service] : [],
  );
  const answers: SourceAnswer[] = [];
  const records = await confirm(confirmed, { ...options, now });
  const hasFacts = new Set(records.map(record => record.service));
  const kept: { service: string; facts: string[] }[] = [];

  for (const collection of collections) {
    const { service } = collection;
    switch (collection.outcome) {
      case 'facts': {
        const found = toRecords(
          collection.facts.map(fact => ({ ...fact, service })),
          { ...options, now },
        );
        records.push(...found.records);
        kept.push({ service, facts: found.records.map(it => it.fact) });
        const error = collection.problem ?? found.problems[0];
        answers.push({ service, outcome: 'facts', error });
        break;
      }
      case 'unchanged':
        answers.push({
          service,
          outcome: hasFacts.has(service) ? 'facts' : 'absent',
        });
        break;
      case 'failed': {
        const { error, retryAt } = collection;
        answers.push({ service, outcome: 'failed', error, retryAt });
        break;
      }
      default:
        kept.push({ service, facts: [] });
        answers.push({ service, outcome: 'absent' });
    }
  }
  await store.record(records);
  await store.retain(source, kept);
  await sources.remember(source, answers);
}

/** The values of then, as collected now. */
async function confirm(
  services: string[],
  { store, source, definitions, now }: StoreCollectionsOptions & { now: Date },
): Promise<FactToRecord[]> {
  const known = await store.factsOf(services);
  return [...known.values()].flat().flatMap(fact => {
    const definition = definitions.get(fact.fact);
    if (fact.source !== source || !definition) return [];
    return [
      {
        ...fact,
        collectedAt: now,
        validUntil: validUntil(now, definition.validFor),
        history: definition.history,
      },
    ];
  });
}
