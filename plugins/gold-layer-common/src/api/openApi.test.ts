import { openApiDocument } from './openApi';
import { Route } from './route';
import { routes } from './routes';

const document = openApiDocument();

describe('openApiDocument', () => {
  it.each(Object.entries<Route>(routes))('covers %s', (name, route) => {
    const path = route.path.replace(/:([a-z]+)/g, '{$1}');
    const operation = document.paths[path]?.[route.method];
    expect(operation).toMatchObject({
      operationId: name,
      summary: route.summary,
      responses: { 200: {}, 400: {}, 401: {}, 403: {}, 404: {} },
    });
    const inPath = operation.parameters.filter(it => it.in === 'path');
    expect(inPath.map(it => `{${it.name}}`)).toEqual(
      path.match(/\{[a-z]+\}/g) ?? [],
    );
    expect(inPath.every(it => it.required)).toBe(true);
  });

  it('describes parameters, defaults and choices', () => {
    const { parameters } = document.paths['/services'].get;
    const named = (name: string) => parameters.find(it => it.name === name);
    expect(named('limit')).toEqual({
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
    });
    expect(named('tier')?.schema).toMatchObject({
      type: 'array',
      items: { type: 'string', enum: expect.arrayContaining(['critical']) },
    });
  });

  it('describes bodies and answers', () => {
    const { requestBody, responses } = document.paths['/facts'].post;
    expect(requestBody).toMatchObject({
      content: { 'application/json': { schema: { required: ['items'] } } },
    });
    expect(responses[200]).toMatchObject({
      content: {
        'application/json': { schema: { properties: { stored: {} } } },
      },
    });
    expect(document.paths['/services.csv'].get.responses[200]).toMatchObject({
      content: { 'text/csv': { schema: { type: 'string' } } },
    });
  });

  it('is plain JSON that refers to nothing outside itself', () => {
    const json = JSON.stringify(document);
    expect(JSON.parse(json)).toEqual(document);
    const refs = [...json.matchAll(/"\$ref":"([^"]+)"/g)].map(it => it[1]);
    expect(new Set(refs)).toEqual(new Set(['#/components/schemas/Error']));
  });
});
