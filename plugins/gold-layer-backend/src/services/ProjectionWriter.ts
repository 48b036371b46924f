import { setImmediate as breathe } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { chunk } from 'lodash';
import type { AreaStore } from './AreaStore';
import type { CatalogReader } from './CatalogReader';
import { deriveService, kindOf, refOf, Surroundings } from './deriveService';
import type { GroupStore } from './GroupStore';
import { Intake, Refused, refusedBy } from './Intake';
import type { ProjectionStore } from './ProjectionStore';
import { readArea, readGroup, readUser, surroundingFields } from './readEntity';
import type { ProjectionListener } from './ServiceProjection';
import type { ServiceStore } from './ServiceStore';
import { storeApart } from './storeApart';
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
   * services that are seen differently because of them. Users come last: only
   * their names are known of them, and there may be many.
   *
   * @throws Error if the catalog cannot be read, or if too many could not be
   *   stored; in the latter case after all that could be done was done
   */
  async apply(changed: string[], gone: string[]): Promise<Refused> {
    const { groups, areas, store, users } = this.#options;
    const services = Intake.create();
    const intakes: Intake[] = [];
    const touched: string[] = [];
    // All of them before any is stored: if the catalog cannot be read, nothing
    // has changed yet.
    const around = await this.#readAll(
      ofKinds(changed, 'group', 'system', 'domain'),
    );
    try {
      intakes.push(
        await this.#store({
          entities: entitiesOf(around, 'group'),
          gone: ofKinds(gone, 'group'),
          update: async (some, left) => {
            touched.push(...(await groups.update(some.map(readGroup), left)));
          },
        }),
        await this.#store({
          entities: entitiesOf(around, 'system', 'domain'),
          gone: ofKinds(gone, 'system', 'domain'),
          update: async (some, left) => {
            touched.push(...(await areas.update(some.map(readArea), left)));
          },
        }),
        services,
      );
      const known = new Set(ofKinds([...changed, ...gone], 'component'));
      const dependents = await store.dependents(touched);
      await this.#deriveAgain(
        dependents.filter(ref => !known.has(ref)),
        services,
      );
      await this.#readServices(ofKinds(changed, 'component'), services);
      await this.#remove(ofKinds(gone, 'component'));
    } finally {
      // Whatever went wrong: nothing but `touched` tells that these are seen
      // differently now. Those not stored since are marked, or the next
      // comparison would take them for right.
      const dependents = await store.dependents(touched);
      await store.outdate(dependents.filter(ref => !services.stored.has(ref)));
    }
    intakes.push(
      await this.#store({
        entities: await this.#readAll(ofKinds(changed, 'user')),
        gone: ofKinds(gone, 'user'),
        update: (some, left) => users.update(some.map(readUser), left),
      }),
    );
    return refusedBy(intakes);
  }

  /** Stores what surrounds services; whatever is refused, those that are gone are forgotten. */
  async #store(news: {
    entities: Entity[];
    gone: string[];
    update: (some: Entity[], gone: string[]) => Promise<void>;
  }): Promise<Intake> {
    const { entities, gone, update } = news;
    const intake = Intake.create();
    if (gone.length > 0) await update([], gone);
    await storeApart(entities, { store: some => update(some, []), intake });
    return intake;
  }

  /** Derives services anew from their stored entities. */
  async #deriveAgain(refs: string[], intake: Intake): Promise<void> {
    for (const batch of chunk(refs, batchSize)) {
      const found = await this.#options.services.findEntities(batch);
      await this.#save(
        found.map(({ entity }) => entity),
        intake,
      );
      if (intake.hopeless) return;
    }
  }

  /** Gives up where storing is hopeless: the catalog need not be read whole every few seconds for that. */
  async #readServices(refs: string[], intake: Intake): Promise<void> {
    for await (const entities of this.#options.reader.entities(refs)) {
      await this.#save(entities, intake);
      if (intake.hopeless) return;
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

  async #save(entities: Entity[], intake: Intake): Promise<void> {
    const surroundings = await this.#surroundingsOf(entities);
    await storeApart(entities, {
      store: some => this.#saveTogether(some, surroundings),
      intake,
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

function entitiesOf(entities: Entity[], ...kinds: string[]): Entity[] {
  return entities.filter(entity => kinds.includes(kindOf(refOf(entity))));
}
