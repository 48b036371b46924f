import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog whose entities tests change, and which they take off the network. */
export class TestCatalog {
  #entities = new Map<string, Entity>();
  #edition = 0;
  /** While set every call fails with it. */
  outage: Error | undefined;
  /** Runs once, when the catalog has answered and who asked does not know yet. */
  meanwhile: (() => Promise<void>) | undefined;
  /** Refs read whole, in order, for tests that care what was read. */
  readonly read: string[] = [];

  /** Adds entities or puts them in the place of earlier ones, with new etags. */
  put(...entities: Entity[]): void {
    for (const entity of entities) {
      const ref = stringifyEntityRef(entity);
      const { uid = `uid-${++this.#edition}` } =
        this.#entities.get(ref)?.metadata ?? {};
      const etag = `etag-${++this.#edition}`;
      const metadata = { ...entity.metadata, uid, etag };
      this.#entities.set(ref, { ...entity, metadata });
    }
  }

  remove(...refs: string[]): void {
    for (const ref of refs) this.#entities.delete(ref);
  }

  service(): CatalogService {
    return catalogServiceMock.mock({
      streamEntities: (request, options) =>
        this.#stream(this.#now().streamEntities(request, options)),
      getEntitiesByRefs: async (request, options) => {
        if (!request.fields) this.read.push(...request.entityRefs);
        const found = await this.#now().getEntitiesByRefs(request, options);
        await this.#meanwhile();
        return found;
      },
    });
  }

  async *#stream(pages: AsyncIterable<Entity[]>): AsyncIterable<Entity[]> {
    yield* pages;
    await this.#meanwhile();
  }

  async #meanwhile(): Promise<void> {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
  }

  #now() {
    if (this.outage) throw this.outage;
    return catalogServiceMock({ entities: [...this.#entities.values()] });
  }
}

/** A component as the catalog would show it. */
export function component(
  name: string,
  options: {
    owners?: string[];
    system?: string;
    title?: string;
    type?: string;
    lifecycle?: string;
    goldLayer?: NonNullable<Entity['spec']>[string];
    relations?: { type: string; targetRef: string }[];
    tags?: string[];
  } = {},
): Entity {
  const { owners = [], system, title, tags, goldLayer, ...rest } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title, tags },
    spec: {
      type: rest.type ?? 'service',
      lifecycle: rest.lifecycle ?? 'production',
      ...(goldLayer !== undefined && { goldLayer }),
    },
    relations: [
      ...owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
      ...(system ? [{ type: 'partOf', targetRef: system }] : []),
      ...(rest.relations ?? []),
    ],
  };
}

/** A group as the catalog would show it. */
export function group(
  name: string,
  options: { parent?: string; members?: string[]; title?: string } = {},
): Entity {
  const { parent, members = [], title } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'team',
      children: [],
      ...(title && { profile: { displayName: title } }),
    },
    relations: [
      ...(parent
        ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
        : []),
      ...members.map(member => ({
        type: 'hasMember',
        targetRef: `user:default/${member}`,
      })),
    ],
  };
}

/** A user as the catalog would show them. */
export function user(name: string, options: { title?: string } = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: {
      memberOf: [],
      ...(options.title && { profile: { displayName: options.title } }),
    },
  };
}

/** A system or domain as the catalog would show it. */
export function area(
  kind: 'System' | 'Domain',
  name: string,
  options: { parent?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: options.parent
      ? [{ type: 'partOf', targetRef: options.parent }]
      : [],
  };
}
