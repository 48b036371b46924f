import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type {
  GoldLayerClient,
  SearchDocument,
  SearchType,
} from '@gold-layer/backstage-plugin-common';
import { Readable } from 'node:stream';

/** A review, assessment, waiver or SLO in the search index. */
export interface GoldLayerDocument extends IndexableDocument {
  subject: string;
  state: string;
  people: string[];
  updatedAt: string;
}

/** What is collected, and who may find it. */
export interface GoldLayerCollatorOptions {
  auth: AuthService;
  client: GoldLayerClient;
  /** What the backend calls it. */
  kind: SearchType;
  visibilityPermission: Permission;
  /** Where one opens; `:id` stands for its id. */
  location: string;
}

const pageSize = 200;

/** Collects everything of one kind from Gold Layer's backend, a page at a time. */
export class GoldLayerCollatorFactory implements DocumentCollatorFactory {
  readonly type: string;
  readonly visibilityPermission: Permission;
  readonly #options: GoldLayerCollatorOptions;

  private constructor(options: GoldLayerCollatorOptions) {
    this.type = `gold-layer-${options.kind}`;
    this.visibilityPermission = options.visibilityPermission;
    this.#options = options;
  }

  static create(options: GoldLayerCollatorOptions): GoldLayerCollatorFactory {
    return new GoldLayerCollatorFactory(options);
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<GoldLayerDocument> {
    const { kind } = this.#options;
    let after: string | undefined;
    for (;;) {
      const items = await this.#page(kind, after);
      for (const item of items) yield this.#toDocument(item);
      if (items.length < pageSize) return;
      after = items[items.length - 1].id;
    }
  }

  /** A token lives shorter than a long collation: each page gets its own. */
  async #page(type: SearchType, after: string | undefined) {
    const { auth, client } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'gold-layer',
    });
    const { items } = await client.call(
      'listSearchDocuments',
      { type, after, limit: pageSize },
      { token },
    );
    return items;
  }

  #toDocument(item: SearchDocument): GoldLayerDocument {
    const { subject, state, people, updatedAt, title, text } = item;
    return {
      title,
      text,
      location: this.#options.location.replace(':id', item.id),
      subject,
      state,
      people,
      updatedAt,
      authorization: { resourceRef: subject },
    };
  }
}
