import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { catalogModuleDemo } from './catalog/catalogModuleDemo';
import { goldLayerModuleDemo } from './measurements/goldLayerModuleDemo';
import { demoUrlReaderFactory } from './repositories/demoUrlReaderFactory';

/**
 * Two Pelicans, an invented company: its catalog, its repositories and its
 * measurements. `goldLayer.demo.enabled: false` leaves all of it out.
 */
export const goldLayerDemo = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  loader({ config }) {
    if (config.getOptionalBoolean('goldLayer.demo.enabled') === false) {
      return [];
    }
    return [demoUrlReaderFactory, catalogModuleDemo, goldLayerModuleDemo];
  },
});
