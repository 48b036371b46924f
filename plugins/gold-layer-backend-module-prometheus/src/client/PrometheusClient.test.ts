import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http, HttpResponse, type DefaultBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { dataSource, fetchHttp } from '../__testUtils__/sources';
import { PrometheusFailure } from './failure';
import type { AskHttp } from './http';
import { PrometheusClient } from './PrometheusClient';

const address = 'http://prometheus.test/prefix/api/v1/query';
const { signal } = new AbortController();

function vector(...values: string[]) {
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: values.map((value, index) => ({
        metric: { index: `${index}` },
        value: [1_700_000_000.5, value],
      })),
    },
  };
}

const refusal = (errorType: string, error: string) => ({
  status: 'error',
  errorType,
  error,
});

describe('PrometheusClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = (others = {}) =>
    PrometheusClient.create(dataSource(others), { http: fetchHttp });

  const answerWith = (status: number, body: DefaultBodyType) =>
    server.use(
      http.post(address, () =>
        typeof body === 'string'
          ? new HttpResponse(body, {
              status,
              headers: { 'content-type': 'text/html' },
            })
          : HttpResponse.json(body, { status }),
      ),
    );

  it('reads numbers that JSON does not have', async () => {
    answerWith(200, vector('1.5', 'NaN', '+Inf', '-Inf', '1e-07'));
    const { series } = await client().query('up', { signal });
    expect(series.map(it => it.samples[0][1])).toEqual([
      1.5,
      NaN,
      Infinity,
      -Infinity,
      1e-7,
    ]);
    expect(series[0]).toEqual({
      labels: { index: '0' },
      samples: [[1_700_000_000.5, 1.5]],
    });
  });

  it('reads ranges and scalars', async () => {
    server.use(
      http.post(address, () =>
        HttpResponse.json({
          status: 'success',
          data: { resultType: 'scalar', result: [5, '2'] },
        }),
      ),
      http.post(`${address}_range`, () =>
        HttpResponse.json({
          status: 'success',
          data: {
            resultType: 'matrix',
            result: [
              {
                metric: { a: 'b' },
                values: [
                  [5, '1'],
                  [10, 'NaN'],
                ],
              },
            ],
          },
        }),
      ),
    );
    const scalar = await client().query('2', { signal });
    expect(scalar.series).toEqual([{ labels: {}, samples: [[5, 2]] }]);
    const range = { start: 5, end: 10, step: 5 };
    const matrix = await client().queryRange('up', range, { signal });
    expect(matrix.series).toEqual([
      {
        labels: { a: 'b' },
        samples: [
          [5, 1],
          [10, NaN],
        ],
      },
    ]);
  });

  it('hands on warnings, and the answer as it came', async () => {
    const body = { ...vector('1'), warnings: ['store b is away'] };
    answerWith(200, body);
    const answer = await client().query('up', { signal });
    expect(answer.warnings).toEqual(['store b is away']);
    expect(JSON.parse(answer.text)).toEqual(body);
  });

  it('posts a form with deadline, tenant and credentials', async () => {
    const seen: { body: URLSearchParams; headers: Headers }[] = [];
    server.use(
      http.post(address, async ({ request }) => {
        const body = new URLSearchParams(await request.text());
        seen.push({ body, headers: request.headers });
        return HttpResponse.json(vector('1'));
      }),
    );
    const query = `sum(x{y=~"${'long|'.repeat(5000)}"})`;
    const options = { signal, at: 1_700_000_000 };
    await client({
      timeout: '20s',
      tenant: 'shop',
      basicAuth: { username: 'me', password: 'pass' },
      headers: { 'X-Extra': 'yes' },
    }).query(query, options);
    await client({
      bearerToken: 'abc',
      tenant: 'shop',
      tenantHeader: 'THANOS-TENANT',
    }).query('up', { signal });
    expect(Object.fromEntries(seen[0].body)).toEqual({
      query,
      time: '1700000000',
      timeout: '20000ms',
    });
    const [basic, bearer] = seen.map(it => it.headers);
    expect(basic.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(basic.get('x-scope-orgid')).toBe('shop');
    expect(basic.get('authorization')).toBe('Basic bWU6cGFzcw==');
    expect(basic.get('x-extra')).toBe('yes');
    expect(bearer.get('authorization')).toBe('Bearer abc');
    expect(bearer.get('thanos-tenant')).toBe('shop');
    expect(bearer.get('x-scope-orgid')).toBeNull();
  });

  it.each<[string, number, DefaultBodyType, object, RegExp]>([
    [
      'a query that cannot be read',
      400,
      refusal(
        'bad_data',
        'invalid parameter "query": 1:5: parse error: unclosed left parenthesis',
      ),
      { kind: 'query', code: 'unreadable' },
      /cannot read the query: invalid parameter "query": 1:5: parse error: unclosed left parenthesis\.$/,
    ],
    [
      'too many points',
      400,
      refusal(
        'bad_data',
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      ),
      { kind: 'query', code: 'limit' },
      /asks for too much: exceeded maximum resolution/,
    ],
    [
      'too many samples',
      422,
      refusal(
        'execution',
        'query processing would load too many samples into memory in query execution',
      ),
      { kind: 'query', code: 'limit' },
      /too many samples/,
    ],
    [
      'a query that cannot be carried out',
      422,
      refusal(
        'execution',
        'found duplicate series for the match group {} on the right hand-side of the operation',
      ),
      { kind: 'query', code: undefined },
      /found duplicate series/,
    ],
    [
      'no credentials',
      401,
      'Unauthorized\n',
      { kind: 'source' },
      /refused our credentials \(401\)/,
    ],
    [
      'forbidden',
      403,
      '<html>no</html>',
      { kind: 'source' },
      /refused our credentials \(403\)/,
    ],
    [
      'a wrong path prefix',
      404,
      '404 page not found\n',
      { kind: 'source', code: 'absent' },
      /Check the path prefix of url/,
    ],
    [
      'too many questions',
      429,
      refusal('too_many_requests', 'too many outstanding requests'),
      { kind: 'source' },
      /Lower maxConcurrent/,
    ],
    [
      'a server that is starting',
      503,
      'Service Unavailable',
      { kind: 'source', code: undefined },
      /cannot answer now \(503\)/,
    ],
    [
      'a query that took too long',
      503,
      refusal('timeout', 'query timed out in expression evaluation'),
      { kind: 'source', code: undefined },
      /took too long \(503\): query timed out/,
    ],
    [
      'a page in place of the API',
      200,
      '<!doctype html><title>Sign in</title>',
      { kind: 'source' },
      /answers with a web page/,
    ],
    [
      'an error without reason',
      400,
      'Bad Request',
      { kind: 'source' },
      /without a reason/,
    ],
    [
      'another form',
      200,
      {
        status: 'success',
        data: { resultType: 'vector', result: [{ metric: {}, value: 7 }] },
      },
      { kind: 'source' },
      /in a form that is not the API's/,
    ],
    [
      'a text in place of numbers',
      200,
      { status: 'success', data: { resultType: 'string', result: [5, 'x'] } },
      { kind: 'query' },
      /answers with a string/,
    ],
  ])('says what %s means', async (_, status, body, expected, sentence) => {
    answerWith(status, body);
    const failure = await client()
      .query('up(', { signal })
      .catch(it => it);
    expect(failure).toBeInstanceOf(PrometheusFailure);
    expect(failure).toMatchObject(expected);
    expect(failure.message).toMatch(sentence);
  });

  it('does not follow to another place', async () => {
    server.use(
      http.post(address, () => HttpResponse.redirect('http://sso.test/', 302)),
    );
    await expect(client().query('up', { signal })).rejects.toThrow(
      /sends us elsewhere/,
    );
  });

  it('notices an answer that broke off', async () => {
    const whole = JSON.stringify(vector('1'));
    server.use(
      http.post(
        address,
        () =>
          new HttpResponse(whole.slice(0, -20), {
            headers: { 'content-type': 'application/json' },
          }),
      ),
    );
    await expect(client().query('up', { signal })).rejects.toMatchObject({
      kind: 'source',
      message: "The answer of Prometheus 'main' broke off or is no JSON.",
    });
  });

  it('is called off by whoever asked', async () => {
    const caller = new AbortController();
    const reason = new Error('the portal stops');
    server.use(
      http.post(address, () => {
        caller.abort(reason);
        return new Promise<never>(() => {});
      }),
    );
    const asked = client().query('up', { signal: caller.signal });
    await expect(asked).rejects.toBe(reason);
  });

  it('gives up on a source that does not answer in time', async () => {
    server.use(http.post(address, () => new Promise<never>(() => {})));
    await expect(
      client({ timeout: '20ms' }).query('up', { signal }),
    ).rejects.toMatchObject({
      kind: 'source',
      message: "Prometheus 'main' did not answer within 0.04 seconds.",
    });
  });

  describe('when the network fails', () => {
    function failing(code: string, times = Infinity) {
      let asked = 0;
      const send: AskHttp = async () => {
        asked += 1;
        if (asked <= times) {
          throw Object.assign(new Error('secret words'), { code });
        }
        async function* body() {
          yield Buffer.from(JSON.stringify(vector('1')));
        }
        return { status: 200, contentType: 'application/json', body: body() };
      };
      const source = dataSource({ url: 'https://prom.test:9090/x' });
      const failingClient = PrometheusClient.create(source, { http: send });
      return {
        ask: () => failingClient.query('up', { signal }),
        asked: () => asked,
      };
    }

    it.each([
      ['ECONNREFUSED', 'nothing listens at prom.test:9090.'],
      ['ENOTFOUND', 'the name in prom.test:9090 cannot be resolved.'],
      ['UND_ERR_CONNECT_TIMEOUT', 'prom.test:9090 does not answer in time.'],
      ['EHOSTUNREACH', 'there is no way to prom.test:9090 from here.'],
      [
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'its certificate is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT). Set tls.caFile to the authority that signs it.',
      ],
      ['EWHATEVER', 'the connection to prom.test:9090 failed (EWHATEVER).'],
    ])('says what %s means', async (code, words) => {
      const { ask, asked } = failing(code);
      await expect(ask()).rejects.toMatchObject({
        kind: 'source',
        message: `Prometheus 'main' cannot be reached: ${words}`,
      });
      expect(asked()).toBe(1);
    });

    it('asks once more where a connection was cut', async () => {
      const once = failing('ECONNRESET', 1);
      await expect(once.ask()).resolves.toMatchObject({ warnings: [] });
      const twice = failing('ECONNRESET');
      await expect(twice.ask()).rejects.toThrow(/cut the connection twice/);
      expect(twice.asked()).toBe(2);
    });
  });
});
