/**
 * Gold Layer for Backstage portals: how ready, reliable and mature each service
 * is. The default export is the plugin for the new frontend system; portals not
 * yet moved to it use `@gold-layer/backstage-plugin/legacy`.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { goldLayerApiRef, type GoldLayerApi } from './api/GoldLayerApi';
export { rootRouteRef } from './routes';
