import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { goldLayerPermissions } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import { AreaStore } from './AreaStore';
import type { Assignments } from './Assignments';
import { CatalogReader } from './CatalogReader';
import { CatalogServiceProjection } from './CatalogServiceProjection';
import { ComparisonStore } from './ComparisonStore';
import { DatabaseServiceChanges } from './DatabaseServiceChanges';
import { DatabaseServiceStore } from './DatabaseServiceStore';
import { DefaultServiceAccess } from './DefaultServiceAccess';
import { GroupStore } from './GroupStore';
import {
  goldLayerPermissionRules,
  goldLayerServiceResourceRef,
} from './permissionRules';
import { loadPermissionResources } from './permissionResources';
import { ProjectionStore } from './ProjectionStore';
import { ProjectionWriter } from './ProjectionWriter';
import { comparisonInterval, scheduleProjection } from './scheduleProjection';
import { ServiceDetails } from './ServiceDetails';
import { addServiceRoutes } from './serviceRouter';
import { UserStore } from './UserStore';
import { VisibleRefs } from './VisibleRefs';

export type { Assignments } from './Assignments';
export type { ServiceChanges } from './ServiceChanges';
export type { KnownFreshness, ServiceProjection } from './ServiceProjection';
export type { ServiceAccess, ServiceScope } from './ServiceScope';
export type { ServiceStore } from './ServiceStore';
export { HiddenServices } from './HiddenServices';
export { ServiceNeeds } from './ServiceNeeds';
export { filterServices } from './filterServices';
export { onlyVisible } from './onlyVisible';
export { toServiceRef } from './toServiceRef';
export type { StoredGold } from './updateGold';
export { exhaustionsFact, updateGold } from './updateGold';
export { visibleTo } from './visibleTo';

/** What the room of services needs from the backend. */
export interface ServicesOptions {
  /** Who has been asked to judge services. */
  assignments: Assignments;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: Knex;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
}

/** Builds the room of services: projection, queue of changes, access. */
export function createServices(options: ServicesOptions) {
  const { assignments, catalog, database, logger } = options;
  const changes = DatabaseServiceChanges.create({ database });
  const services = DatabaseServiceStore.create({ database });
  const groups = GroupStore.create({ database });
  const store = ProjectionStore.create({ database, changes });
  const reader = CatalogReader.create({ catalog, auth: options.auth });
  const projection = CatalogServiceProjection.create({
    database,
    reader,
    store,
    comparisons: ComparisonStore.create({ database }),
    logger,
    interval: comparisonInterval(options.config),
    writer: ProjectionWriter.create({
      areas: AreaStore.create({ database }),
      users: UserStore.create({ database }),
      groups,
      logger,
      reader,
      services,
      store,
    }),
  });
  options.permissionsRegistry.addResourceType({
    resourceRef: goldLayerServiceResourceRef,
    permissions: goldLayerPermissions,
    rules: Object.values(goldLayerPermissionRules),
    getResources: refs =>
      loadPermissionResources(refs, { assignments, database }),
  });
  const access = DefaultServiceAccess.create({
    assignments,
    database,
    permissions: options.permissions,
    services,
    visible: VisibleRefs.create({ catalog }),
    transformConditions: createConditionTransformer(
      options.permissionsRegistry.getPermissionRuleset(
        goldLayerServiceResourceRef,
      ),
    ),
  });
  const details = ServiceDetails.create({
    database,
    access,
    services,
    groups,
    projection,
  });
  return {
    access,
    changes,
    projection,
    services,
    /** Starts following the catalog; call it once every listener has subscribed. */
    start: () => scheduleProjection(projection, options),
    router: (router: Router) =>
      addServiceRoutes(router, { ...options, details }),
  };
}
