import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  factNamesClash,
  FactsDocument,
  factsDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import { closest, distance } from 'fastest-levenshtein';
import type {
  DefinitionKind,
  DefinitionProblem,
  Definitions,
} from '../definitions/Definitions';
import type { FactRegistry, RegisteredFact } from './FactRegistry';

/** Facts of `Facts` documents are given by whoever pushes them. */
export const pushSource = 'push';

/** What {@link DefinedFactRegistry} is made of. */
export interface DefinedFactRegistryOptions {
  /** Facts of the sources. */
  collected: RegisteredFact[];
  /** The same, asked again whenever definitions have changed, as a source may give facts that follow from them. */
  collectedNow?(): RegisteredFact[];
  definitions: Definitions;
  logger: LoggerService;
}

/**
 * Facts of sources and of `Facts` documents together. A document that defines
 * a name anew, or one that is the beginning of another, is refused.
 */
export class DefinedFactRegistry implements FactRegistry {
  readonly #options: DefinedFactRegistryOptions;
  readonly #listeners: (() => void)[] = [];
  readonly #kind: DefinitionKind<FactsDocument>;
  #facts: Map<string, RegisteredFact>;

  private constructor(options: DefinedFactRegistryOptions) {
    this.#options = options;
    this.#kind = {
      kind: 'Facts',
      schema: factsDocumentSchema,
      verify: document => this.#verify(document),
    };
    this.#facts = new Map(options.collected.map(fact => [fact.name, fact]));
  }

  /** Registers the kind `Facts` and follows its documents. */
  static create(options: DefinedFactRegistryOptions): DefinedFactRegistry {
    const registry = new DefinedFactRegistry(options);
    options.definitions.register(registry.#kind);
    options.definitions.subscribe(() => registry.#rebuild());
    registry.#rebuild();
    return registry;
  }

  all(): RegisteredFact[] {
    return [...this.#facts.values()];
  }

  get(name: string): RegisteredFact | undefined {
    return this.#facts.get(name);
  }

  nearest(name: string): string | undefined {
    const names = [...this.#facts.keys()];
    // Longer input is never a typing slip, and the distance costs length squared.
    if (names.length === 0 || name.length > 120) return undefined;
    const best = closest(name, names);
    const tolerated = Math.max(name.length, best.length) / 2;
    return distance(name, best) <= tolerated ? best : undefined;
  }

  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #collected(): RegisteredFact[] {
    return this.#options.collectedNow?.() ?? this.#options.collected;
  }

  #rebuild(): void {
    const { definitions, logger } = this.#options;
    const facts = new Map(this.#collected().map(fact => [fact.name, fact]));
    for (const { name, document } of definitions.all(this.#kind)) {
      for (const fact of document.spec.facts) {
        const clash = clashing(fact.name, facts.keys());
        if (clash === undefined) {
          facts.set(fact.name, { ...fact, source: pushSource });
        } else {
          logger.warn(
            `The fact '${fact.name}' of Facts '${name}' is left out: '${clash}' is defined already`,
          );
        }
      }
    }
    const changed =
      JSON.stringify([...this.#facts]) !== JSON.stringify([...facts]);
    this.#facts = facts;
    if (changed) for (const listener of this.#listeners) listener();
  }

  #verify(document: FactsDocument): DefinitionProblem[] {
    const owners = new Map(
      this.#collected().map(fact => [fact.name, `the source ${fact.source}`]),
    );
    for (const other of this.#options.definitions.all(this.#kind)) {
      if (!yieldsTo(other, document)) continue;
      for (const { name } of other.document.spec.facts) {
        owners.set(name, `Facts '${other.name}' (${other.origin})`);
      }
    }
    return document.spec.facts.flatMap(({ name }, index) => {
      const clash = clashing(name, owners.keys());
      const owner = clash === undefined ? undefined : owners.get(clash);
      owners.set(name, 'this document');
      return owner === undefined
        ? []
        : [
            {
              path: ['spec', 'facts', index, 'name'],
              reason: describeClash(name, { clash, owner }),
            },
          ];
    });
  }
}

/** Of two documents that clash, exactly one is to blame: never the built-in one, else the later by name. */
function yieldsTo(
  other: { name: string; origin: string },
  document: FactsDocument,
): boolean {
  const { name } = document.metadata;
  if (other.name === name) return false;
  return other.origin === 'built-in' || other.name < name;
}

function clashing(name: string, names: Iterable<string>): string | undefined {
  for (const other of names) if (factNamesClash(name, other)) return other;
  return undefined;
}

function describeClash(
  name: string,
  { clash, owner }: { clash?: string; owner: string },
): string {
  return clash === name
    ? `The fact '${name}' is already defined by ${owner}; choose another name`
    : `The fact '${name}' clashes with '${clash}' of ${owner}: no name may be the beginning of another`;
}
