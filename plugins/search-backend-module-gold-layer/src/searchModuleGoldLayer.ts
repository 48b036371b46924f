import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import {
  goldLayerAssessmentReadPermission,
  GoldLayerClient,
  goldLayerReviewReadPermission,
  goldLayerSloReadPermission,
  goldLayerWaiverReadPermission,
  type SearchType,
} from '@gold-layer/backstage-plugin-common';
import { GoldLayerCollatorFactory } from './GoldLayerCollatorFactory';

const kinds: { kind: SearchType; permission: Permission; location: string }[] =
  [
    {
      kind: 'review',
      permission: goldLayerReviewReadPermission,
      location: '/gold-layer/reviews/:id',
    },
    {
      kind: 'assessment',
      permission: goldLayerAssessmentReadPermission,
      location: '/gold-layer/assessments/:id',
    },
    {
      kind: 'waiver',
      permission: goldLayerWaiverReadPermission,
      location: '/gold-layer/risks/:id',
    },
    {
      kind: 'slo',
      permission: goldLayerSloReadPermission,
      location: '/gold-layer/slos/:id',
    },
  ];

/** People look for what they have just written, so the index follows within minutes. */
const defaultSchedule = {
  frequency: { minutes: 5 },
  initialDelay: { seconds: 30 },
  timeout: { minutes: 15 },
};

/** Puts reviews, assessments, waivers and SLOs into the portal's search. */
export const searchModuleGoldLayer = createBackendModule({
  pluginId: 'search',
  moduleId: 'gold-layer',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        registry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, registry, scheduler }) {
        const client = new GoldLayerClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        const key = 'search.collators.goldLayer.schedule';
        const schedule = config.has(key)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(key),
            )
          : defaultSchedule;
        for (const { kind, permission, location } of kinds) {
          registry.addCollator({
            schedule: scheduler.createScheduledTaskRunner(schedule),
            factory: GoldLayerCollatorFactory.create({
              auth,
              client,
              kind,
              visibilityPermission: permission,
              location,
            }),
          });
        }
      },
    });
  },
});
