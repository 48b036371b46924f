import { createBackendModule } from '@backstage/backend-plugin-api';
import { goldLayerSlisExtensionPoint } from '@gold-layer/backstage-plugin-node';

/** Measures SLIs with Prometheus. */
export const goldLayerModulePrometheus = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: { slis: goldLayerSlisExtensionPoint },
      async init() {},
    });
  },
});
