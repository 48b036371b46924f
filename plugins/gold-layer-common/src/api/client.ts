import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { Route } from './route';
import { RouteName, routes } from './routes';

type Routes = typeof routes;

/** The fields of a part of a request; none where the route does not use it. */
type Fields<T> = string extends keyof T ? unknown : T;

/** The body of a request, where the route takes one. */
type Body<T> = undefined extends T ? { body?: undefined } : { body: T };

/** What a call of the operation takes: path and query side by side, and the body. */
export type RouteInput<N extends RouteName> = Fields<
  z.input<Routes[N]['params']>
> &
  Fields<z.input<Routes[N]['query']>> &
  Body<z.input<Routes[N]['body']>>;

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
 * The typed client of the HTTP API. Each call answers the response as the
 * contract's schema reads it, or throws a
 * {@link @backstage/errors#ResponseError}.
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
    const { mediaType, response: schema }: Route = routes[name];
    const response = await this.#fetch(name, input, options);
    // The compiler does not follow a name to its schema's output.
    return schema.parse(
      mediaType ? await response.text() : await response.json(),
    ) as RouteOutput<N>;
  }

  /** Calls an operation that answers a file, for its bytes. */
  async download<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
    options: GoldLayerCallOptions = {},
  ): Promise<Blob> {
    return (await this.#fetch(name, input, options)).blob();
  }

  async #fetch<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
    options: GoldLayerCallOptions,
  ): Promise<Response> {
    const { method }: Route = routes[name];
    const { body } = input;
    const response = await this.#options.fetchApi.fetch(
      await this.url(name, input),
      {
        method: method.toUpperCase(),
        signal: options.signal,
        headers: {
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(options.token && { Authorization: `Bearer ${options.token}` }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }

  /** The address of an operation, for links and downloads. */
  async url<N extends RouteName>(
    name: N,
    input: Omit<RouteInput<N>, 'body'>,
  ): Promise<string> {
    const base = await this.#options.discoveryApi.getBaseUrl('gold-layer');
    const values = new Map<string, unknown>(Object.entries(input));
    values.delete('body');
    const path = routes[name].path.replace(/:([a-zA-Z]+)/g, (_, key) => {
      const value = encodeURIComponent(String(values.get(key)));
      values.delete(key);
      return value;
    });
    const query = new URLSearchParams();
    for (const [key, value] of values) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) query.append(key, String(item));
      }
    }
    const search = query.toString();
    return `${base}${path}${search && `?${search}`}`;
  }
}
