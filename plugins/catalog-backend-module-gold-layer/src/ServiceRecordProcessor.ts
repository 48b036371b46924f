import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type {
  AlphaEntity,
  EntityStatusItem,
} from '@backstage/catalog-model/alpha';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { recordStatus } from './recordStatus';

/**
 * Validates the service record in `spec.goldLayer` of Components.
 *
 * An error that a processor emits or throws keeps the catalog from storing the
 * entity's new state: a new entity would never appear and a known one would
 * freeze. So the problems are added to the finished entity as status items of
 * the very kind the catalog writes for its own processing errors. The portal
 * shows them as such, the entity stays, and later changes to it arrive.
 */
export class ServiceRecordProcessor implements CatalogProcessor {
  static create(): ServiceRecordProcessor {
    return new ServiceRecordProcessor();
  }

  private constructor() {}

  getProcessorName(): string {
    return 'gold-layer-service-record';
  }

  async postProcessEntity(entity: Entity): Promise<Entity> {
    const items: EntityStatusItem[] = recordStatus(entity).map(
      ({ level, message }) => ({
        type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
        level,
        message: `InputError: ${message}`,
        error: { name: 'InputError', message },
      }),
    );
    if (items.length === 0) return entity;

    const withStatus: AlphaEntity = entity;
    const judged: AlphaEntity = {
      ...withStatus,
      status: {
        ...withStatus.status,
        items: [...(withStatus.status?.items ?? []), ...items],
      },
    };
    return judged;
  }
}
