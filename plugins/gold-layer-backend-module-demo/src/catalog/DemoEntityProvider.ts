import type { Entity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/** Gives the catalog the example company, whole and once. */
export class DemoEntityProvider implements EntityProvider {
  readonly #entities: Entity[];

  static create(entities: Entity[]): DemoEntityProvider {
    return new DemoEntityProvider(entities);
  }

  private constructor(entities: Entity[]) {
    this.#entities = entities;
  }

  getProviderName(): string {
    return 'gold-layer-demo';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await connection.applyMutation({
      type: 'full',
      entities: this.#entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
  }
}
