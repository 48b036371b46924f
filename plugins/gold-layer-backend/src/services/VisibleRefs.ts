import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Caller } from '../http/serve';
import { SharedAnswers } from '../http/SharedAnswers';
import { refOf } from './deriveService';

/** Long enough for the requests of one page, short enough to follow a change of rights. */
const validMs = 30_000;

/** How many different conditions are remembered at once. */
const capacity = 100;

/**
 * Asks the catalog which services a caller may read, for conditions that only
 * the catalog can judge. Answers are kept for a moment by the conditions they
 * follow from: callers for whom the same holds see the same.
 */
export class VisibleRefs {
  readonly #catalog: CatalogService;
  readonly #answers = SharedAnswers.create<string[]>({
    validMs,
    capacity,
    now: () => new Date(),
  });

  private constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  static create(options: { catalog: CatalogService }): VisibleRefs {
    return new VisibleRefs(options.catalog);
  }

  find(
    conditions: unknown,
    options: { credentials: Caller },
  ): Promise<string[]> {
    return this.#answers.get(JSON.stringify(conditions), () =>
      this.#ask(options),
    );
  }

  async #ask(options: { credentials: Caller }): Promise<string[]> {
    const refs: string[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: 'Component' },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        pageSize: 1000,
        totalItems: 'exclude',
      },
      options,
    );
    for await (const page of pages) refs.push(...page.map(refOf));
    return refs;
  }
}
