import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { Route, shortened } from '@gold-layer/backstage-plugin-common';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { auditRefusal } from './audited';
import { isStorable, unstorable } from './storableText';

/** Whoever calls: a person or another service, never nobody. */
export type Caller = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** What a handler gets: everything parsed, the caller known. */
export interface Call<R extends Route> {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
  credentials: Caller;
  request: Request;
  response: Response;
}

/**
 * Serves one operation of the HTTP contract: users and services with a valid
 * token are let in, the request is parsed by the contract's schemas, and what
 * the handler returns is sent as JSON. A handler that has answered by itself
 * (a stream, say) returns `undefined`.
 */
export function serve<R extends Route>(
  router: Router,
  operation: R,
  options: { httpAuth: HttpAuthService; auditor?: AuditorService },
  handler: (call: Call<R>) => Promise<z.input<R['response']> | undefined>,
): void {
  router[operation.method](operation.path, async (request, response) => {
    const credentials = await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const answer = await refusalsAudited(operation, request, options, () =>
      handler({
        params: parseAddress<R['params']>(
          operation.params,
          request.params,
          'path',
        ),
        query: parseAddress<R['query']>(
          operation.query,
          request.query,
          'query',
        ),
        body: parse<R['body']>(
          operation.body,
          bodyOf(request, operation.body),
          'body',
        ),
        credentials,
        request,
        response,
      }),
    );
    if (answer !== undefined) response.json(answer);
  });
}

/** Who is refused leaves a trace in the audit log, whatever was asked for. */
async function refusalsAudited<T>(
  { method, path }: Route,
  request: Request,
  { auditor }: { auditor?: AuditorService },
  handle: () => Promise<T>,
): Promise<T> {
  try {
    return await handle();
  } catch (error) {
    if (auditor && error instanceof NotAllowedError) {
      const meta = { operation: `${method.toUpperCase()} ${path}` };
      await auditRefusal(auditor, error, { request, meta });
    }
    throw error;
  }
}

/** Parses one part of a request or throws an InputError naming field, found and allowed. */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  part: string,
): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => {
    const field = [part, ...issue.path].join('.');
    return `${field}: ${issue.message}, found ${brief(issue.input)}`;
  });
  throw new InputError(problems.join('; '));
}

/** Parses a part of a request's address: what stands in it is looked up in the database. */
function parseAddress<T extends z.ZodType>(
  schema: T,
  value: unknown,
  part: string,
): z.output<T> {
  for (const [name, found] of Object.entries(value ?? {})) {
    const texts = [found].flat().filter(it => typeof it === 'string');
    const odd = texts.find(text => !isStorable(text));
    if (odd !== undefined) {
      throw new InputError(
        `${part}.${name}: may not hold ${unstorable}, found ${brief(odd)}`,
      );
    }
  }
  return parse(schema, value, part);
}

/** A value as short JSON, for error messages. */
export function brief(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return shortened(json, 80);
}

/** A request without a body arrives with an empty object; the operation says which of the two is meant. */
function bodyOf(request: Request, schema: z.ZodType): unknown {
  const empty =
    request.method === 'GET' || Object.keys(request.body ?? {}).length === 0;
  if (!empty || Array.isArray(request.body)) return request.body;
  return schema.safeParse(undefined).success ? undefined : {};
}
