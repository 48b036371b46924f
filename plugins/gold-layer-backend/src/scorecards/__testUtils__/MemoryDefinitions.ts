import type {
  DefinitionKind,
  Definitions,
  LoadedDefinition,
} from '../../definitions';
import { judgeDocument } from '../../definitions/judgeDocument';

/** Definitions that a test puts in force. */
export class MemoryDefinitions implements Definitions {
  readonly #kinds = new Map<string, DefinitionKind<unknown>>();
  readonly #listeners: (() => void)[] = [];
  #loaded: LoadedDefinition<unknown>[] = [];

  register<T>(kind: DefinitionKind<T>): void {
    this.#kinds.set(kind.kind, kind);
  }

  /** Replaces all documents of a kind. */
  put(kindName: string, documents: unknown[]): void {
    const kind = this.#kinds.get(kindName);
    if (!kind) throw new Error(`No kind ${kindName}`);
    const loaded = documents.map(document => {
      const { good, problems } = judgeDocument(kind, document);
      if (!good) throw new Error(JSON.stringify(problems));
      return {
        ...good,
        origin: 'test',
        source: JSON.stringify(document),
        loadedAt: new Date(),
      };
    });
    this.#loaded = [
      ...this.#loaded.filter(each => each.kind !== kindName),
      ...loaded,
    ];
    for (const listener of this.#listeners) listener();
  }

  all<T>(kind: DefinitionKind<T>): LoadedDefinition<T>[] {
    return this.#loaded
      .filter(each => each.kind === kind.kind)
      .map(each => ({ ...each, document: kind.schema.parse(each.document) }));
  }

  list() {
    return this.#loaded;
  }

  quarantined() {
    return [];
  }

  async reload(): Promise<void> {}

  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

/** A check with a rule, and what else the test cares about. */
export function check(id: string, rule: string, more: object = {}) {
  return {
    id,
    title: `Title of ${id}`,
    why: 'Because.',
    howToFix: 'Fix it.',
    effort: 'hours',
    rule,
    ...more,
  };
}

/** A scorecard of levels with checks. */
export function scorecard(
  name: string,
  levels: Record<string, object[]>,
  { version = '1.0.0', ...spec }: { version?: string; appliesTo?: string } = {},
) {
  return {
    apiVersion: 'gold-layer.io/v1',
    kind: 'Scorecard',
    metadata: {
      name,
      title: `Title of ${name}`,
      description: 'For tests.',
      version,
    },
    spec: {
      ...spec,
      levels: Object.entries(levels).map(([level, checks]) => ({
        name: level,
        title: level.toLocaleUpperCase('en-US'),
        checks,
      })),
    },
  };
}
