import { z } from 'zod';

/** One operation of the HTTP API: everything the router, the client and the OpenAPI document derive from. */
export interface Route<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/gold-layer`, with express parameters: `/scorecards/:name`. */
  readonly path: string;
  readonly summary: string;
  /** The permission it needs, named for the document. */
  readonly permission: string;
  readonly params: TParams;
  readonly query: TQuery;
  readonly body: TBody;
  readonly response: TResponse;
  /** `application/json` unless said otherwise. */
  readonly mediaType?: string;
}

/** A route as written: the parts it does not use left out. */
export interface RouteOptions<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> extends Pick<
  Route,
  'method' | 'path' | 'summary' | 'permission' | 'mediaType'
> {
  params?: TParams;
  query?: TQuery;
  body?: TBody;
  response: TResponse;
}

const none = z.object({});
const nothing = z.undefined();

/** Fills in the parts that a route does not use. */
export function route<
  TParams extends z.ZodType = typeof none,
  TQuery extends z.ZodType = typeof none,
  TBody extends z.ZodType = typeof nothing,
  TResponse extends z.ZodType = z.ZodType,
>(
  options: RouteOptions<TParams, TQuery, TBody, TResponse>,
): Route<TParams, TQuery, TBody, TResponse>;
export function route(options: RouteOptions): Route {
  return { params: none, query: none, body: nothing, ...options };
}

/** One page of a list and how to get the next. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** How many match in all, on every page together. */
    totalItems: z.number().int(),
    pageInfo: z.object({ nextCursor: z.string().optional() }),
  });
}
