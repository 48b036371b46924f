import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/**
 * A catalog in memory. The two calls by which Gold Layer follows a catalog hand
 * out the entities as they are: copying ten thousand of them every few seconds
 * would measure the stand-in instead of the plugin.
 */
export function createCatalogService(entities: Entity[]): CatalogService {
  const byRef = new Map(entities.map(it => [stringifyEntityRef(it), it]));
  return {
    ...catalogServiceMock({ entities }),
    async *streamEntities(request) {
      const pageSize = request?.pageSize ?? 500;
      for (let start = 0; start < entities.length; start += pageSize) {
        yield entities.slice(start, start + pageSize);
        await new Promise(resolve => setImmediate(resolve));
      }
    },
    async getEntitiesByRefs(request) {
      return { items: request.entityRefs.map(ref => byRef.get(ref)) };
    },
  };
}
