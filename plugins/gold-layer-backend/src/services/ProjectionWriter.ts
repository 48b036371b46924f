import { setImmediate as breathe } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { chunk } from 'lodash';
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
   * be stored. Groups, systems and domains come first, and right after them the
   * services that are seen differently because of them: nothing but this tells
   * that they are, should the catalog be gone a moment later. Users come last:
   * only their names are known of them, and there may be many.
   */
  async apply(changed: string[], gone: string[]): Promise<Refused> {
    const { groups, areas, reader, store, users } = this.#options;
    const refused: Refused = new Map();
    const news = { changed, gone, refused };
    const touched: string[] = [];
    await this.#store(news, ['group'], async (some, left) => {
      touched.push(...(await groups.update(some.map(readGroup), left)));
    });
    await this.#store(news, ['system', 'domain'], async (some, left) => {
      touched.push(...(await areas.update(some.map(readArea), left)));
    });
    const known = new Set(ofKinds([...changed, ...gone], 'component'));
    const dependents = await store.dependents(touched);
    await this.#deriveAgain(
      dependents.filter(ref => !known.has(ref)),
      refused,
    );
    const refs = ofKinds(changed, 'component');
    for await (const entities of reader.entities(refs)) {
      await this.#save(entities, refused);
    }
    await this.#remove(ofKinds(gone, 'component'));
    await this.#store(news, ['user'], (some, left) =>
      users.update(some.map(readUser), left),
    );
    return refused;
  }

  /** Reads and stores what surrounds services; whatever is refused, those that are gone are forgotten. */
  async #store(
    news: { changed: string[]; gone: string[]; refused: Refused },
    kinds: string[],
    update: (some: Entity[], gone: string[]) => Promise<void>,
  ): Promise<void> {
    const entities = await this.#readAll(ofKinds(news.changed, ...kinds));
    const gone = ofKinds(news.gone, ...kinds);
    if (gone.length > 0) await update([], gone);
    await storeApart(entities, {
      store: some => update(some, []),
      refused: news.refused,
    });
  }

  /**
   * Derives services anew from their stored entities. The catalog says nothing
   * new of these: any that cannot be stored is marked, or the next comparison
   * would not try it again.
   */
  async #deriveAgain(refs: string[], refused: Refused): Promise<void> {
    const { services, store } = this.#options;
    const left = new Set(refs);
    try {
      for (const batch of chunk(refs, batchSize)) {
        const found = await services.findEntities(batch);
        await this.#save(
          found.map(({ entity }) => entity),
          refused,
        );
        for (const ref of batch) if (!refused.has(ref)) left.delete(ref);
      }
    } finally {
      await store.outdate([...left]);
    }
  }

  async #readAll(refs: string[]): Promise<Entity[]> {
    const all: Entity[] = [];
    const batches = this.#options.reader.entities(refs, {
      fields: surroundingFields,
    });
    for await (const entities of batches) all.push(...entities);
    return all;
  }

  async #save(entities: Entity[], refused: Refused): Promise<void> {
    const surroundings = await this.#surroundingsOf(entities);
    await storeApart(entities, {
      store: some => this.#saveTogether(some, surroundings),
      refused,
    });
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
