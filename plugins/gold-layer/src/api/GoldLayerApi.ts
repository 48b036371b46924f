import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  GoldLayerCallOptions,
  RouteInput,
  RouteName,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';

/** What the screens need of the backend; `GoldLayerClient` has it. */
export interface GoldLayerApi {
  call<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
    options?: GoldLayerCallOptions,
  ): Promise<RouteOutput<N>>;
  /** The bytes of an operation that answers a file. */
  download<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
    options?: GoldLayerCallOptions,
  ): Promise<Blob>;
}

/** The client of Gold Layer's backend. */
export const goldLayerApiRef = createApiRef<GoldLayerApi>().with({
  id: 'plugin.gold-layer.client',
  pluginId: 'gold-layer',
});
