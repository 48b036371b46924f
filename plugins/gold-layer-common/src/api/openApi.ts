import { z } from 'zod';
import { Route } from './route';
import { routes } from './routes';

/** An OpenAPI 3.1 document, as far as this package writes one. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: {
    securitySchemes: Record<string, object>;
    schemas: Record<string, object>;
  };
}

/** One operation of the document. */
export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, object> };
  responses: Record<string, object>;
}

/** One parameter of an operation. */
export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: object;
}

/** What every failed call answers. */
const errorSchema = z.object({
  error: z.looseObject({ name: z.string(), message: z.string() }),
  response: z.object({ statusCode: z.number().int() }),
});

/** The OpenAPI 3.1 document of the HTTP API, derived from {@link routes}. */
export function openApiDocument(): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, operation] of Object.entries<Route>(routes)) {
    const path = operation.path.replace(/:([a-z]+)/gi, '{$1}');
    paths[path] = {
      ...paths[path],
      [operation.method]: toOperation(name, operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gold Layer',
      version: '1',
      description:
        'Services, their facts and their scorecards. Every operation needs a Backstage token.',
    },
    servers: [{ url: '/api/gold-layer' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: toJsonSchema(errorSchema, 'output') },
    },
  };
}

const failures = {
  400: 'Something in the request is wrong; the message names field, found and allowed.',
  401: 'No valid token.',
  403: 'The caller lacks the permission.',
  404: 'It does not exist, or the caller may not see it.',
};

function toOperation(name: string, operation: Route): OpenApiOperation {
  const [, room] = operation.path.split(/[/.]/);
  const bodiless = operation.body instanceof z.ZodUndefined;
  return {
    operationId: name,
    summary: operation.summary,
    description: `Needs the permission \`${operation.permission}\`.`,
    tags: [room],
    parameters: [
      ...toParameters(operation.params, 'path'),
      ...toParameters(operation.query, 'query'),
    ],
    ...(bodiless ? {} : { requestBody: toBody(operation) }),
    responses: {
      200: {
        description: 'What was asked for.',
        content: {
          [operation.mediaType ?? 'application/json']: {
            schema: toJsonSchema(operation.response, 'output'),
          },
        },
      },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          {
            description,
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Error' },
              },
            },
          },
        ]),
      ),
    },
  };
}

function toBody(operation: Route) {
  const schema = toJsonSchema(operation.body, 'input');
  return { required: true, content: { 'application/json': { schema } } };
}

function toParameters(
  schema: z.ZodType,
  place: OpenApiParameter['in'],
): OpenApiParameter[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: !part.safeParse(undefined).success,
    // A query repeats a parameter for each of its values.
    schema: toJsonSchema(part, 'output'),
  }));
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  });
  return rest;
}
