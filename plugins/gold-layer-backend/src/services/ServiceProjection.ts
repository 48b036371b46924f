import type { CatalogFreshness } from '@gold-layer/backstage-plugin-common';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';
import type { ServiceScope } from './ServiceScope';

/** Told of what the catalog brought, after it has been stored. */
export interface ProjectionListener {
  /** Services that are new or different from what was stored before. */
  upserted(services: ServiceWithEntity[]): Promise<void>;
  /** Refs of services that have left the catalog. */
  removed(refs: string[]): Promise<void>;
}

/** State of the projection as a whole. */
export interface ProjectionState {
  /** Of those in the scope that was asked about; all if none was. */
  services: number;
  groups: number;
  /** When the catalog last confirmed the whole of it. */
  confirmedAt?: Date;
  /** True when that is longer ago than it should be. */
  stale: boolean;
  /** Why it is stale; may name any entity. */
  error?: string;
  /** Which entities could not be stored, and why. */
  refused?: string;
}

/** Keeps the portal's own picture of services and groups in step with the catalog. */
export interface ServiceProjection {
  subscribe(listener: ProjectionListener): void;
  /** Reads the whole catalog again. */
  refresh(): Promise<void>;
  /**
   * Reads the named entities again.
   * @throws NotStoredError if any of them, or what depends on them, could not be stored
   */
  refreshEntities(refs: string[]): Promise<void>;
  state(scope?: ServiceScope): Promise<ProjectionState>;
}

/** Tells how far what is stored still is the catalog's, by reading one row. */
export interface KnownFreshness {
  freshness(): Promise<CatalogFreshness>;
}
