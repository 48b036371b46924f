/**
 * Gold Layer for portals that still use the legacy frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { GoldLayerClient } from '@gold-layer/backstage-plugin-common';
import { goldLayerApiRef } from './api/GoldLayerApi';
import { rootRouteRef } from './routes';

/** The plugin, for `createApp`'s `plugins` where it is not found by itself. */
export const goldLayerPlugin = createPlugin({
  id: 'gold-layer',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: goldLayerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new GoldLayerClient(deps),
    }),
  ],
});

/** All pages: `<Route path="/gold-layer" element={<GoldLayerPage />} />`. */
export const GoldLayerPage = goldLayerPlugin.provide(
  createRoutableExtension({
    name: 'GoldLayerPage',
    component: () => import('./LegacyPages').then(m => m.LegacyPages),
    mountPoint: rootRouteRef,
  }),
);

/** A card for the overview of a Component's page. */
export const EntityGoldLayerCard = goldLayerPlugin.provide(
  createComponentExtension({
    name: 'EntityGoldLayerCard',
    component: {
      lazy: () => import('./LegacyEntity').then(m => m.LegacyEntityCard),
    },
  }),
);

/** The tab of a Component's page, to be mounted at `/gold-layer`. */
export const EntityGoldLayerContent = goldLayerPlugin.provide(
  createComponentExtension({
    name: 'EntityGoldLayerContent',
    component: {
      lazy: () => import('./LegacyEntity').then(m => m.LegacyEntityContent),
    },
  }),
);

export { goldLayerApiRef, rootRouteRef };
export type { GoldLayerApi } from './api/GoldLayerApi';
