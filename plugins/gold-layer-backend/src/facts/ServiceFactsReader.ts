import {
  FactDefinition,
  goldLayerServiceReadPermission,
  ServiceFacts,
  ShownFact,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import type { ServiceAccess } from '../services/ServiceScope';
import type { SourceStore } from './collect/SourceStore';
import type { FactRegistry, RegisteredFact } from './FactRegistry';
import type { FactStore, StoredFact } from './FactStore';

/** What {@link ServiceFactsReader} works with. */
export interface ServiceFactsReaderOptions {
  access: ServiceAccess;
  registry: FactRegistry;
  sources: SourceStore;
  store: FactStore;
}

/** Shows people what is known about a service, and what is not. */
export class ServiceFactsReader {
  readonly #options: ServiceFactsReaderOptions;

  private constructor(options: ServiceFactsReaderOptions) {
    this.#options = options;
  }

  static create(options: ServiceFactsReaderOptions): ServiceFactsReader {
    return new ServiceFactsReader(options);
  }

  /** Every defined fact that nobody has given counts as missing, also where its source does not apply. */
  async get(
    ref: string,
    options: { credentials: Caller },
  ): Promise<ServiceFacts> {
    const { access, registry, sources, store } = this.#options;
    await access.require(goldLayerServiceReadPermission, ref, options);
    const [known, failures] = await Promise.all([
      store.factsOf([ref]),
      sources.failuresOf(ref),
    ]);
    const facts = known.get(ref) ?? [];
    const given = new Set(facts.map(fact => fact.fact));
    const now = new Date();
    return {
      facts: facts
        .map(fact =>
          toShownFact(fact, { registered: registry.get(fact.fact), now }),
        )
        .sort(byName),
      missing: registry
        .all()
        .filter(fact => !given.has(fact.name))
        .sort(byName),
      failures: failures.map(({ source, error, since }) => ({
        source,
        error,
        since: since.toISOString(),
      })),
    };
  }
}

function toShownFact(
  fact: StoredFact,
  { registered, now }: { registered?: RegisteredFact; now: Date },
): ShownFact {
  return {
    name: fact.fact,
    definition: registered && definitionOf(registered),
    value: fact.value,
    source: fact.source,
    collectedAt: fact.collectedAt.toISOString(),
    validUntil: fact.validUntil?.toISOString(),
    changedAt: fact.changedAt.toISOString(),
    stale: fact.validUntil !== undefined && fact.validUntil <= now,
  };
}

function definitionOf({
  source,
  ...definition
}: RegisteredFact): FactDefinition {
  return definition;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
