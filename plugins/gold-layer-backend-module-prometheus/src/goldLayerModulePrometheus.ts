import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { goldLayerSlisExtensionPoint } from '@gold-layer/backstage-plugin-node';
import { PrometheusClient } from './client/PrometheusClient';
import { readDataSources } from './config/readDataSources';
import { PrometheusSliSource } from './PrometheusSliSource';

/** Measures SLIs with Prometheus. */
export const goldLayerModulePrometheus = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        slis: goldLayerSlisExtensionPoint,
      },
      async init({ config, slis }) {
        const clients = readDataSources(config).map(it =>
          PrometheusClient.create(it),
        );
        slis.addSliSource(PrometheusSliSource.create(clients));
      },
    });
  },
});
