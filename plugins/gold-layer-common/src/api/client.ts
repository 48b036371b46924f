import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { Route } from './route';
import { RouteName, routes } from './routes';

type Routes = typeof routes;
/** What a call of the operation takes. */
export type RouteInput<N extends RouteName> = z.input<Routes[N]['params']> &
  z.input<Routes[N]['query']> & {
    body?: z.input<Routes[N]['body']>;
  };
/** What a call of the operation answers. */
export type RouteOutput<N extends RouteName> = z.output<Routes[N]['response']>;

/** How the client reaches the backend; Backstage's discovery and fetch APIs fit. */
export interface GoldLayerClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Per-call options. */
export interface GoldLayerCallOptions {
  signal?: AbortSignal;
  /** A Backstage token, where `fetchApi` does not add one. */
  token?: string;
}

/**
 * The typed client of the HTTP API. Each call answers the parsed response or
 * throws a {@link @backstage/errors#ResponseError}.
 */
export class GoldLayerClient {
  readonly #options: GoldLayerClientOptions;

  constructor(options: GoldLayerClientOptions) {
    this.#options = options;
  }

  /** Calls one operation by its name in {@link routes}. */
  async call<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
    options: GoldLayerCallOptions = {},
  ): Promise<RouteOutput<N>> {
    const operation: Route = routes[name];
    const { body, ...rest } = input as Record<string, unknown>;
    const response = await this.#options.fetchApi.fetch(
      await this.url(name, rest as RouteInput<N>),
      {
        method: operation.method.toUpperCase(),
        signal: options.signal,
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(options.token
            ? { Authorization: `Bearer ${options.token}` }
            : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (
      operation.mediaType ? await response.text() : await response.json()
    ) as RouteOutput<N>;
  }

  /** The address of an operation, for links and downloads. */
  async url<N extends RouteName>(
    name: N,
    input: Omit<RouteInput<N>, 'body'>,
  ): Promise<string> {
    const base = await this.#options.discoveryApi.getBaseUrl('gold-layer');
    const query = new URLSearchParams();
    const values = { ...input } as Record<string, unknown>;
    const path = routes[name].path.replace(/:([a-z]+)/g, (_, key) => {
      const value = encodeURIComponent(String(values[key]));
      delete values[key];
      return value;
    });
    for (const [key, value] of Object.entries(values)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) query.append(key, String(item));
      }
    }
    const search = query.toString();
    return `${base}${path}${search ? `?${search}` : ''}`;
  }
}
