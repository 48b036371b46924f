import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { ServiceRecordProcessor } from './ServiceRecordProcessor';

/** Validates the service record of every Component that the catalog ingests. */
export const catalogModuleGoldLayer = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'gold-layer',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addProcessor(ServiceRecordProcessor.create());
      },
    });
  },
});
