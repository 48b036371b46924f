import {
  rulesInfoSeries,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { fakePrometheus } from './__testUtils__/fakePrometheus';
import {
  lastBucket,
  many,
  measure,
  options,
  sourceOf,
  withRules,
} from './__testUtils__/fakeSource';
import { sloOf } from './__testUtils__/slos';
import { dataSource } from './__testUtils__/sources';
import { PrometheusClient } from './client/PrometheusClient';
import { PrometheusSliSource } from './PrometheusSliSource';

describe('PrometheusSliSource', () => {
  it('says what to configure where there is nothing', async () => {
    const source = PrometheusSliSource.create([]);
    const [slo] = many(1);
    expect([...(await measure(source, [lastBucket(slo)])).values()]).toEqual([
      {
        slo: slo.id,
        outcome: 'failed',
        kind: 'source',
        error: expect.stringMatching(
          /^No Prometheus is configured: set goldLayer.prometheus/,
        ),
      },
    ]);
    await expect(source.rules([slo], options)).resolves.toEqual([
      { slo: slo.id, state: 'unknown' },
    ]);
    await expect(
      source.lookUp({ service: slo.service, q: 'x' }, options),
    ).resolves.toMatchObject({
      items: [],
      problem: expect.stringMatching(/^No Prometheus is configured/),
    });
    const { items } = await source.explain(slo, options);
    expect(items[0].error).toMatch(/^No Prometheus is configured/);
  });

  it('answers nobody for whom the data source is not', async () => {
    const { client } = sourceOf(() => ({ series: [] }), {
      services: ['component:pay.ments/*', 'component:default/sh*'],
    });
    const source = PrometheusSliSource.create([client]);
    const of = (service: string) => ({
      ...sloOf(`a.b.${service.replace(/\W/g, '-')}`, 'good_total'),
      service,
    });
    const mine = [of('component:pay.ments/api'), of('component:default/shop')];
    const others = [
      of('component:payxments/api'),
      of('component:default/ledger'),
      of('component:default/x-component:default/shop'),
    ];
    const found = await measure(source, [...mine, ...others].map(lastBucket));
    for (const { id } of mine) {
      expect(found.get(id)).toMatchObject({ outcome: 'buckets' });
    }
    for (const { id, service } of others) {
      expect(found.get(id)).toMatchObject({
        kind: 'query',
        error: expect.stringContaining(`is not for ${service}: 'services'`),
      });
    }
    expect(
      (
        await source.contributors(others[0], {
          ...options,
          label: 'code',
          minutes: 60,
        })
      ).problem,
    ).toMatch(/is not for/);
    expect((await source.explain(others[0], options)).items[0].error).toMatch(
      /is not for/,
    );
    const look = { metric: 'up', label: 'job', source: 'main' };
    for (const { service } of others) {
      const metrics = await source.lookUp({ service, ...look }, options);
      expect(metrics.items).toEqual([]);
      expect(source.dataSourcesOf(service)).toEqual([]);
      expect(metrics.problem).toMatch(/is not for/);
      const values = await source.lookUpValues({ service, ...look }, options);
      expect(values.problem).toMatch(/is not for/);
    }
  });

  it('asks where the service may where its document names no data source', async () => {
    const answering = (name: string, team: string) =>
      sourceOf(
        ({ path, form }) => {
          if (path !== 'query') return { data: [name] };
          const { query, time } = form;
          const value: [number, string] = [Number(time), '7'];
          return {
            series: query.startsWith(rulesInfoSeries)
              ? []
              : [{ metric: {}, values: [value] }],
          };
        },
        { name, services: [`component:${team}/*`] },
      );
    const payments = answering('a', 'payments');
    const shop = answering('b', 'shop');
    const source = PrometheusSliSource.create([payments.client, shop.client]);
    const service = 'component:shop/web';
    const slo = { ...sloOf('shop.web.up', 'x_total'), service };
    const found = await measure(source, [lastBucket(slo)]);
    expect(found.get(slo.id)).toMatchObject({ buckets: [{ total: 7 }] });
    expect(payments.asked).toEqual([]);
    expect(await source.lookUp({ service, q: 'x' }, options)).toMatchObject({
      source: 'b',
    });
    expect(source.dataSourcesOf(service)).toEqual(['b']);
    const stranger = { ...slo, service: 'component:ledger/api' };
    expect(
      (await measure(source, [lastBucket(stranger)])).get(slo.id),
    ).toMatchObject({
      kind: 'query',
      error: expect.stringContaining("Prometheus 'a' is not for"),
    });
    expect(source.dataSourcesOf(stranger.service)).toEqual([]);
  });

  it('goes to the data source that the document names', async () => {
    const answering = (value: string) =>
      sourceOf(({ form }) => ({
        series: form.query.startsWith(rulesInfoSeries)
          ? []
          : [{ metric: {}, values: [[Number(form.time), value]] }],
      }));
    const named = sourceOf(
      ({ form }) => ({
        series: form.query.startsWith(rulesInfoSeries)
          ? []
          : [{ metric: {}, values: [[Number(form.time), '9']] }],
      }),
      { name: 'eu' },
    );
    const source = PrometheusSliSource.create([
      answering('7').client,
      named.client,
    ]);
    const mixed = sloOf('a.b.mixed', 'x_total', { source: 'eu' });
    if (mixed.sli.kind === 'ratio') delete mixed.sli.total.source;
    const found = await measure(source, [
      lastBucket(sloOf('a.b.here', 'x_total')),
      lastBucket(sloOf('a.b.eu', 'x_total', { source: 'eu' })),
      lastBucket(sloOf('a.b.us', 'x_total', { source: 'us' })),
      lastBucket(mixed),
    ]);
    expect(found.get('a.b.here')).toMatchObject({ buckets: [{ total: 7 }] });
    expect(found.get('a.b.eu')).toMatchObject({ buckets: [{ total: 9 }] });
    expect(found.get('a.b.us')).toMatchObject({
      kind: 'query',
      error:
        "The document names the data source 'us', which goldLayer.prometheus does not have. It has 'main', 'eu'.",
    });
    expect(found.get('a.b.mixed')).toMatchObject({ kind: 'query' });
  });

  it('tells what it knows about its data sources', () => {
    const { http } = fakePrometheus(() => ({ series: [] }));
    const clients = [
      dataSource({ scrapeInterval: '15s', retentionDays: 15 }),
      dataSource({ name: 'eu' }),
    ].map(it => PrometheusClient.create(it, { http }));
    expect(PrometheusSliSource.create(clients).dataSources).toEqual([
      { name: 'main', isDefault: true, scrapeSeconds: 15, retentionDays: 15 },
      { name: 'eu', isDefault: false },
    ]);
  });

  it('ends at once when it is called off', async () => {
    const caller = new AbortController();
    const { source } = sourceOf(() => {
      caller.abort(new Error('the portal stops'));
      return { series: [] };
    });
    const measuring = source.measure(many(3).map(lastBucket), {
      ...options,
      signal: caller.signal,
    });
    await expect(measuring.next()).rejects.toThrow('the portal stops');
  });

  it('tells how alerts stand with one question', async () => {
    const slos = many(3);
    const alert = (slo: SloSpec, labels: Record<string, string>) => ({
      metric: {
        __name__: 'ALERTS',
        alertname: 'GoldLayerErrorBudgetBurn',
        slo: slo.id,
        ...labels,
      },
      values: [[0, '1'] as [number, string]],
    });
    const rules = withRules(slos.slice(0, 2));
    const { source, asked } = sourceOf(() => {
      const info = rules({ path: 'query', form: { query: rulesInfoSeries } });
      return {
        series: [
          ...('series' in info ? info.series : []),
          alert(slos[0], {
            severity: 'page',
            long_window: '1h',
            alertstate: 'firing',
          }),
          alert(slos[0], {
            severity: 'page',
            long_window: '6h',
            alertstate: 'pending',
          }),
        ],
      };
    });
    const found = await source.alerts(slos, options);
    expect(
      found.map(
        it =>
          `${it.slo.slice(-1)} ${it.severity} ${it.longMinutes} ${it.state}`,
      ),
    ).toEqual([
      '0 page 60 firing',
      '0 page 360 pending',
      '0 ticket 1440 quiet',
      '0 ticket 4320 quiet',
      '1 page 60 quiet',
      '1 page 360 quiet',
      '1 ticket 1440 quiet',
      '1 ticket 4320 quiet',
      '2 page 60 unknown',
      '2 page 360 unknown',
      '2 ticket 1440 unknown',
      '2 ticket 4320 unknown',
    ]);
    expect(asked).toHaveLength(1);
  });

  it('takes silence for quiet only where the alerts of this document are loaded', async () => {
    const slos = many(1);
    const older = withRules(slos, 'x');
    const { source } = sourceOf(() =>
      older({ path: 'query', form: { query: rulesInfoSeries } }),
    );
    const found = await source.alerts(slos, options);
    expect(new Set(found.map(({ state }) => state))).toEqual(
      new Set(['unknown']),
    );
  });

  it('goes by what the rules recorded where a product does not tell its rules', async () => {
    const slos = many(2);
    const tell = withRules(slos.slice(0, 1));
    const { source } = sourceOf(it =>
      it.path === 'rules' ? { status: 404, body: 'no' } : tell(it),
    );
    await expect(source.rules(slos, options)).resolves.toEqual([
      { slo: slos[0].id, state: 'loaded' },
      { slo: slos[1].id, state: 'missing' },
    ]);
    const old = sourceOf(it =>
      it.path === 'rules' ? { data: { groups: [] } } : withRules(slos, 'x')(it),
    );
    await expect(old.source.rules(slos, options)).resolves.toMatchObject([
      { state: 'older' },
      { state: 'older' },
    ]);
  });

  it('does not miss rules that cannot be generated, whatever of them is loaded', async () => {
    const slos = [
      sloOf('a.b.gone', 'sum(x) keep_metric_names'),
      sloOf('a.b.old', 'sum(x) keep_metric_names'),
      sloOf('a.b.fine', 'x_total'),
    ];
    const older = withRules(slos.slice(1, 2), 'x');
    const groups = [{ name: 'gold-layer:a.b.old', rules: [] }];
    for (const told of [{ groups }, { groups: [] }]) {
      const { source } = sourceOf(it =>
        it.path === 'rules' ? { data: told } : older(it),
      );
      await expect(source.rules(slos, options)).resolves.toEqual([
        { slo: 'a.b.gone', state: 'unknown' },
        { slo: 'a.b.old', state: 'unknown' },
        { slo: 'a.b.fine', state: 'missing' },
      ]);
    }
  });
});
