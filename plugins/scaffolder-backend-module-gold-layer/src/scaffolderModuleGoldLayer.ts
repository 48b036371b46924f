import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createSloRulesAction } from './sloRulesAction';

/** Adds the actions of Gold Layer. */
export const scaffolderModuleGoldLayer = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'gold-layer',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ config, scaffolder }) {
        const portalUrl = config.getOptionalString('app.baseUrl');
        scaffolder.addActions(createSloRulesAction({ portalUrl }));
      },
    });
  },
});
