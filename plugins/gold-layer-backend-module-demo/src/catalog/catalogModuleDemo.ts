import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { readOrganisation } from '../organisation/readOrganisation';
import { DemoEntityProvider } from './DemoEntityProvider';

/** The example company's people, teams, systems and services, in the catalog. */
export const catalogModuleDemo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'gold-layer-demo',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        const { entities } = await readOrganisation();
        processing.addEntityProvider(DemoEntityProvider.create(entities));
      },
    });
  },
});
