import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  PermissionPolicy,
  PolicyQuery,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { addParts } from './parts';

/** The team whose services are nobody else's business while reading is restricted. */
const secretive = 'group:default/team-1';

let restricted = false;

const policy: PermissionPolicy = {
  async handle({ permission }: PolicyQuery): Promise<PolicyDecision> {
    if (!restricted || !isPermission(permission, catalogEntityReadPermission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: permission.resourceType,
      conditions: {
        not: {
          rule: 'IS_ENTITY_OWNER',
          resourceType: permission.resourceType,
          params: { claims: [secretive] },
        },
      },
    };
  },
};

/** Allows everybody everything or, once told to, everything but the services of one team. */
export const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
  register(env) {
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      async init({ policies }) {
        policies.setPolicy(policy);
      },
    });
  },
});

/** Lets the bench restrict what everybody may read. */
export const restrictionModule = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'bench-restriction',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        addParts<object>(httpRouter, 'reading', {
          restrict: async () => {
            restricted = true;
          },
          free: async () => {
            restricted = false;
          },
        });
      },
    });
  },
});
