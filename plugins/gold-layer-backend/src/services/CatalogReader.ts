import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { refOf } from './deriveService';
import type { EntityIdentity } from './ProjectionStore';
import { storedEtag } from './ProjectionStore';

/** Kinds of which the projection keeps a picture. */
export const projectedKinds = [
  'Component',
  'Group',
  'User',
  'System',
  'Domain',
];

/** Few enough for one request body, enough to make few requests. */
const batchSize = 200;

/** Reads the catalog with the backend's own credentials, in batches. */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): CatalogReader {
    return new CatalogReader(options);
  }

  /**
   * Every entity of the projected kinds with its uid and etag and nothing else:
   * a few megabytes where the whole entities would be hundreds.
   */
  async identities(): Promise<Map<string, EntityIdentity>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found = new Map<string, EntityIdentity>();
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: projectedKinds },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.uid',
          'metadata.etag',
        ],
        pageSize: 500,
        totalItems: 'exclude',
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        found.set(refOf(entity), {
          uid: entity.metadata.uid,
          etag: storedEtag(entity.metadata.etag),
        });
      }
    }
    return found;
  }

  /** The entities that exist among the refs, whole or only some fields of them, batch by batch. */
  async *entities(
    refs: string[],
    options: { fields?: string[] } = {},
  ): AsyncIterable<Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    for (let start = 0; start < refs.length; start += batchSize) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(start, start + batchSize),
          fields: options.fields,
        },
        { credentials },
      );
      yield items.filter(entity => entity !== undefined);
    }
  }

  /** Which of the refs the catalog has. */
  async existing(refs: string[]): Promise<string[]> {
    const found: string[] = [];
    const batches = this.entities(refs, {
      fields: ['kind', 'metadata.namespace', 'metadata.name'],
    });
    for await (const batch of batches) found.push(...batch.map(refOf));
    return found;
  }
}
