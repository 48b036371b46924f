import type { Entity } from '@backstage/catalog-model';
import type { Service } from '@gold-layer/backstage-plugin-common';

/** Reads the projection of services; for background work, which sees everything. */
export interface ServiceStore {
  find(ref: string): Promise<Service | undefined>;
  /** Known services among the refs, in no particular order. */
  findAll(refs: string[]): Promise<Service[]>;
  /** Like {@link ServiceStore.findAll}, with the catalog entity as last seen. */
  findEntities(refs: string[]): Promise<{ service: Service; entity: Entity }[]>;
  /** Refs after the given one in order of ref, for walking all services in steady batches. */
  refsAfter(ref: string | undefined, limit: number): Promise<string[]>;
  count(): Promise<number>;
}
