import { setImmediate as breathe } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { AreaStore } from './AreaStore';
import type { CatalogReader } from './CatalogReader';
import { deriveService, kindOf, Surroundings } from './deriveService';
import type { GroupStore } from './GroupStore';
import type { ProjectionStore } from './ProjectionStore';
import { readArea, readGroup, readUser, surroundingFields } from './readEntity';
import type { ProjectionListener } from './ServiceProjection';
import type { ServiceStore } from './ServiceStore';
import { Refused, storeApart } from './storeApart';
import type { UserStore } from './UserStore';

/** What {@link ProjectionWriter} works with. */
export interface ProjectionWriterOptions {
  reader: CatalogReader;
  services: ServiceStore;
  store: ProjectionStore;
  groups: GroupStore;
  areas: AreaStore;
  users: UserStore;
  logger: LoggerService;
}

/** How many services are worked on and held in memory at once. */
const batchSize = 200;

/** Brings named entities of the projection up to date and tells listeners. */
export class ProjectionWriter {
  readonly #options: ProjectionWriterOptions;
  readonly #listeners: ProjectionListener[] = [];

  private constructor(options: ProjectionWriterOptions) {
    this.#options = options;
  }

  static create(options: ProjectionWriterOptions): ProjectionWriter {
    return new ProjectionWriter(options);
  }

  subscribe(listener: ProjectionListener): void {
    this.#listeners.push(listener);
  }

  /**
   * Reads `changed` from the catalog and forgets `gone`; answers what could not
   * be stored. Groups, systems and domains come first; services that are seen
   * differently because of them are derived again from their stored entities.
   * Users come last: only their names are known of them, and there may be many.
   */
  async apply(changed: string[], gone: string[]): Promise<Refused> {
    const { groups, areas, store, services, users } = this.#options;
    const news = { changed, gone };
    const touched: string[] = [];
    const refused = [
      await this.#store(news, ['group'], async (some, left) => {
        touched.push(...(await groups.update(some.map(readGroup), left)));
      }),
      await this.#store(news, ['system', 'domain'], async (some, left) => {
        touched.push(...(await areas.update(some.map(readArea), left)));
      }),
    ];
    const refs = ofKinds(changed, 'component');
    for await (const entities of this.#options.reader.entities(refs)) {
      refused.push(await this.#save(entities));
    }
    await this.#remove(ofKinds(gone, 'component'));
    const done = new Set(refs);
    const rest = (await store.dependents(touched)).filter(
      ref => !done.has(ref),
    );
    for (let start = 0; start < rest.length; start += batchSize) {
      const batch = rest.slice(start, start + batchSize);
      const known = await services.findEntities(batch);
      refused.push(await this.#save(known.map(({ entity }) => entity)));
    }
    refused.push(
      await this.#store(news, ['user'], (some, left) =>
        users.update(some.map(readUser), left),
      ),
    );
    return new Map(refused.flatMap(some => [...some]));
  }

  /** Reads and stores what surrounds services. */
  async #store(
    news: { changed: string[]; gone: string[] },
    kinds: string[],
    update: (some: Entity[], gone: string[]) => Promise<void>,
  ): Promise<Refused> {
    const entities = await this.#readAll(ofKinds(news.changed, ...kinds));
    const gone = ofKinds(news.gone, ...kinds);
    if (entities.length + gone.length === 0) return new Map();
    return storeApart(entities, some => update(some, gone));
  }

  async #readAll(refs: string[]): Promise<Entity[]> {
    const all: Entity[] = [];
    const batches = this.#options.reader.entities(refs, {
      fields: surroundingFields,
    });
    for await (const entities of batches) all.push(...entities);
    return all;
  }

  async #save(entities: Entity[]): Promise<Refused> {
    const surroundings = await this.#surroundingsOf(entities);
    return storeApart(entities, some => this.#saveTogether(some, surroundings));
  }

  async #saveTogether(
    entities: Entity[],
    surroundings: Surroundings,
  ): Promise<void> {
    // SQLite answers at once: without a break, thousands of services in a row
    // would keep every other request waiting.
    await breathe();
    const different = await this.#options.store.save(
      entities.map(entity => deriveService(entity, surroundings)),
    );
    if (different.length === 0) return;
    const confirmedAt = new Date().toISOString();
    const upserted = different.map(({ service, entity }) => ({
      service: { ...service, confirmedAt },
      entity,
    }));
    await this.#tell(listener => listener.upserted(upserted));
  }

  async #surroundingsOf(entities: Entity[]): Promise<Surroundings> {
    const { groups, areas, reader } = this.#options;
    const related = [
      ...new Set(
        entities.flatMap(entity =>
          (entity.relations ?? []).map(relation =>
            relation.targetRef.toLocaleLowerCase('en-US'),
          ),
        ),
      ),
    ];
    return {
      groups: await groups.headCounts(ofKinds(related, 'group')),
      areas: await areas.parents(ofKinds(related, 'system', 'domain')),
      users: new Set(await reader.existing(ofKinds(related, 'user'))),
    };
  }

  async #remove(refs: string[]): Promise<void> {
    if (refs.length === 0) return;
    await this.#options.store.remove(refs);
    await this.#tell(listener => listener.removed(refs));
  }

  /** What is stored is right even if a listener fails: it hears of the next change, and works by schedule besides. */
  async #tell(
    news: (listener: ProjectionListener) => Promise<void>,
  ): Promise<void> {
    for (const listener of this.#listeners) {
      await news(listener).catch(error =>
        this.#options.logger.error(
          'A listener to changes of services failed',
          error,
        ),
      );
    }
  }
}

function ofKinds(refs: string[], ...kinds: string[]): string[] {
  return refs.filter(ref => kinds.includes(kindOf(ref)));
}
