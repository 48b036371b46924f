import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { readDataSources } from './readDataSources';

const read = (prometheus?: JsonValue) =>
  readDataSources(
    mockServices.rootConfig({
      data: prometheus === undefined ? {} : { goldLayer: { prometheus } },
    }),
  );

describe('readDataSources', () => {
  it('needs no configuration', () => {
    expect(read()).toEqual([]);
  });

  it('fills in what is not said', () => {
    expect(read([{ name: 'main', url: 'http://prom:9090/' }])).toEqual([
      {
        name: 'main',
        url: 'http://prom:9090',
        default: false,
        tenantHeader: 'X-Scope-OrgID',
        headers: {},
        timeout: 30_000,
        maxConcurrent: 4,
        maxOwnQueries: 2000,
      },
    ]);
  });

  it('puts the default one first', () => {
    const url = 'https://prom';
    const found = read([
      { name: 'a', url },
      { name: 'b', url, default: true, timeout: '1m', scrapeInterval: '15s' },
    ]);
    expect(found.map(it => it.name)).toEqual(['b', 'a']);
    expect(found[0]).toMatchObject({ timeout: 60_000, scrapeInterval: 15_000 });
  });

  const url = 'https://prom';
  it.each<[JsonValue, string]>([
    [
      'http://prom',
      'goldLayer.prometheus: expected a list of data sources, found "http://prom"',
    ],
    [[{ url }], 'goldLayer.prometheus.0.name: '],
    [
      [{ name: 'main', url, services: ['payments'] }],
      'goldLayer.prometheus.0.services.0: expected the reference of a service, * standing for any part of it, such as component:payments/*, found "payments"',
    ],
    [
      [{ name: 'Main', url }],
      'goldLayer.prometheus.0.name: expected lower case letters, digits and hyphens, found "Main"',
    ],
    [
      [{ name: 'a', url: 'prom:9090' }],
      'goldLayer.prometheus.0.url: expected an address such as',
    ],
    [
      [{ name: 'a', url: 'https://me:hush@prom' }],
      'goldLayer.prometheus.0.url: expected no user or password in the address: they belong in basicAuth',
    ],
    [
      [{ name: 'a', url: 'https://prom/api/v1' }],
      'goldLayer.prometheus.0.url: expected the address without /api/v1',
    ],
    [[{ name: 'a', url, timeout: 30 }], 'goldLayer.prometheus.0.timeout: '],
    [
      [{ name: 'a', url, timeout: 'soon' }],
      'goldLayer.prometheus.0.timeout: expected a duration such as 30s or 1m, found "soon"',
    ],
    [
      [{ name: 'a', url, maxConcurrent: 99 }],
      'goldLayer.prometheus.0.maxConcurrent: expected 1 to 32, found 99',
    ],
    [
      [{ name: 'a', url, token: 'hush' }],
      "goldLayer.prometheus.0: found the unknown key 'token'; allowed are name, url, default",
    ],
    [
      [{ name: 'a', url, tls: { ca: 'x' } }],
      "goldLayer.prometheus.0.tls: found the unknown key 'ca'; allowed are caFile, rejectUnauthorized",
    ],
    [
      [{ name: 'a', url, bearerToken: 'hush\n' }],
      'goldLayer.prometheus.0.bearerToken: expected printable characters on one line',
    ],
    [
      [{ name: 'a', url, basicAuth: { username: 'me' } }],
      'goldLayer.prometheus.0.basicAuth.password: ',
    ],
    [
      [
        {
          name: 'a',
          url,
          bearerToken: 'hush',
          basicAuth: { username: 'me', password: 'hush' },
        },
      ],
      'goldLayer.prometheus.0.basicAuth: expected either bearerToken or basicAuth, not both',
    ],
    [
      [
        { name: 'a', url },
        { name: 'a', url },
      ],
      'goldLayer.prometheus.1.name: found "a", which is the name of another data source',
    ],
    [
      [
        { name: 'a', url, default: true },
        { name: 'b', url, default: true },
      ],
      "goldLayer.prometheus.1.default: found true, but 'a' is the default already",
    ],
  ])('refuses %j', (prometheus, sentence) => {
    expect(() => read(prometheus)).toThrow(sentence);
    expect(() => read(prometheus)).not.toThrow(/hush/);
  });
});
