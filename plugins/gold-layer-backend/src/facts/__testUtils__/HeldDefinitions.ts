import {
  FactDefinitionInput,
  FactsDocument,
  factsDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionKind,
  Definitions,
  LoadedDefinition,
} from '../../definitions/Definitions';

/** For tests: a `Facts` document with the given facts. */
export function factsDocument(
  name: string,
  facts: (Partial<FactDefinitionInput> & { name: string })[],
): FactsDocument {
  return factsDocumentSchema.parse({
    apiVersion: 'gold-layer.io/v1',
    kind: 'Facts',
    metadata: { name, title: name, description: name, version: '1.0.0' },
    spec: {
      facts: facts.map(fact => ({
        type: 'boolean',
        title: fact.name,
        description: fact.name,
        ...fact,
      })),
    },
  });
}

/** For tests: definitions that hold what they are told. */
export class HeldDefinitions implements Definitions {
  held: { document: FactsDocument; origin: string }[] = [];
  #kind?: DefinitionKind<unknown>;
  #listener?: () => void;

  register<T>(kind: DefinitionKind<T>): void {
    this.#kind = kind as DefinitionKind<unknown>;
  }

  all<T>(kind: DefinitionKind<T>): LoadedDefinition<T>[] {
    return this.list().map((definition, index) => ({
      ...definition,
      document: kind.schema.parse(this.held[index].document),
    }));
  }

  list(): Omit<LoadedDefinition<unknown>, 'document'>[] {
    return this.held.map(({ document, origin }) => ({
      ...document.metadata,
      kind: 'Facts',
      origin,
      hash: '',
      source: '',
      loadedAt: new Date(),
    }));
  }

  quarantined() {
    return [];
  }

  async reload(): Promise<void> {
    this.#listener?.();
  }

  subscribe(listener: () => void): void {
    this.#listener = listener;
  }

  /** Why the registered kind would refuse a document. */
  problems(document: FactsDocument): string[] {
    return (this.#kind?.verify?.(document) ?? []).map(({ reason }) => reason);
  }
}
