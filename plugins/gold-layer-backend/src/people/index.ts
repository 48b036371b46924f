import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  goldLayerReviewReadPermission,
  routes,
} from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions';
import { serve } from '../http/serve';
import type { ServiceAccess } from '../services';
import { CatalogPeople } from './CatalogPeople';
import { listRoles } from './listRoles';
import { PeopleStore } from './PeopleStore';
import { RolesInForce } from './RolesInForce';

export type { Actor, Membership, Owned, People } from './People';

/** What the room of people needs from the backend. */
export interface PeopleOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  definitions: Definitions;
  httpAuth: HttpAuthService;
}

/** Builds the room of people. It registers the kind `Roles`, so it must be built before definitions are loaded. */
export function createPeople(options: PeopleOptions) {
  const people = CatalogPeople.create({
    store: PeopleStore.create(options),
    roles: RolesInForce.create(options),
  });
  return {
    people,
    router: (router: Router) =>
      serve(router, routes.listRoles, options, async call => {
        const { access } = options;
        const scope = await access.scope(goldLayerReviewReadPermission, call);
        if (scope.nothing) {
          throw new NotAllowedError(
            'Reading roles needs the permission gold-layer.review.read, which you do not have',
          );
        }
        return { items: await listRoles(people) };
      }),
  };
}
