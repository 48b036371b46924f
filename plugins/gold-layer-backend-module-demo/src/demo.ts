import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { catalogModuleDemo } from './catalog/catalogModuleDemo';
import { goldLayerModuleDemo } from './measurements/goldLayerModuleDemo';
import { demoUrlReaderFactory } from './repositories/demoUrlReaderFactory';
import { authModuleDemo } from './signIn/authModuleDemo';

/**
 * Two Pelicans, an invented company: its catalog, its repositories, its
 * measurements and its people. `goldLayer.demo.enabled: false` leaves all of
 * it out.
 */
export const goldLayerDemo = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  loader({ config }) {
    if (config.getOptionalBoolean('goldLayer.demo.enabled') === false) {
      return [];
    }
    return [
      demoUrlReaderFactory,
      catalogModuleDemo,
      goldLayerModuleDemo,
      authModuleDemo,
    ];
  },
});
