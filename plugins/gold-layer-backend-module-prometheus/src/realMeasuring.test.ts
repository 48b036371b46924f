import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import type {
  SliBucket,
  SliMeasurement,
} from '@gold-layer/backstage-plugin-node';
import { options } from './__testUtils__/fakeSource';
import { pastTraffic } from './__testUtils__/pastTraffic';
import { infoRules, recordingRules } from './__testUtils__/someRules';
import { clientOf, RealPrometheus } from './__testUtils__/RealPrometheus';
import { sloOf } from './__testUtils__/slos';
import { until } from './__testUtils__/until';
import type { PrometheusClient } from './client/PrometheusClient';
import { PrometheusSliSource } from './PrometheusSliSource';
import { exampleSlo, query } from './rules/exampleSlos';
import { describeWithPromtool } from './rules/promtool';

// Prometheus takes five seconds until it scrapes for the first time.
jest.setTimeout(60_000);

const day = (time: string) => Date.parse(`2026-03-20T${time}Z`);
const seconds = (time: string) => day(time) / 1000;
const range = { start: seconds('04:00:00'), end: seconds('10:00:00') };
/** Thirty requests every thirty seconds, two of them bad. */
const traffic = (metric: string, others = {}) => [
  { metric, labels: { code: '200' }, perScrape: 28, ...others },
  { metric, labels: { code: '500' }, perScrape: 2, ...others },
];
const gap = { from: seconds('07:00:00'), to: seconds('07:59:59') };
const past = pastTraffic(
  [
    ...traffic('steady'),
    ...traffic('gapped', { gap }),
    ...traffic('restarted', { restart: seconds('07:12:30') }),
    { metric: 'idle', labels: { code: '200' }, perScrape: 0 },
    { metric: 'clean', labels: { code: '200' }, perScrape: 30 },
  ],
  range,
);
const kinds = ['steady', 'gapped', 'restarted', 'idle', 'clean', 'absent'];
/** Rules are recorded for these, and not for those. */
const recorded = kinds.map(it => sloOf(`real.shop.${it}`, `${it}_total`));
const unrecorded = kinds.map(it => sloOf(`real.own.${it}`, `${it}_total`));
const slices = exampleSlo({
  id: 'real.own.slices',
  method: 'Timeslices',
  timeSliceTarget: 0.99,
  timeSliceMinutes: 1,
  sli: {
    kind: 'ratio',
    counter: true,
    bad: query('steady_total{code="500"}'),
    total: query('steady_total'),
  },
});

function bucketsOf(measurement: SliMeasurement | undefined): SliBucket[] {
  if (measurement?.outcome === 'buckets') return measurement.buckets;
  throw new Error(`no buckets: ${JSON.stringify(measurement)}`);
}

describeWithPromtool('a real Prometheus', () => {
  let prometheus: RealPrometheus;
  let source: PrometheusSliSource;
  let client: PrometheusClient;

  beforeAll(async () => {
    prometheus = RealPrometheus.create();
    await prometheus.backfill(past);
    for (const which of ['total', 'bad', 'info'] as const) {
      await prometheus.start();
      await prometheus.backfillRules(recordingRules(recorded, which), range);
      await prometheus.stop();
    }
    prometheus.write('info.yaml', infoRules(recorded));
    await prometheus.start({
      config: [
        'global: { scrape_interval: 1s }',
        'rule_files: [info.yaml]',
        'scrape_configs: [{ job_name: self, static_configs: [{ targets: ["SELF"] }] }]',
      ].join('\n'),
    });
    client = clientOf(prometheus);
    source = PrometheusSliSource.create([client]);
    await until(
      () => source.rules(recorded, options),
      found => found.every(it => it.state === 'loaded'),
    );
  });

  afterAll(() => prometheus?.remove());

  async function measure(slos: SloSpec[], from: number, to: number) {
    const found = new Map<string, SliMeasurement>();
    const requests = slos.map(slo => ({
      slo,
      from: new Date(from),
      to: new Date(to),
    }));
    for await (const it of source.measure(requests, options)) {
      found.set(it.slo.split('.').slice(1).join('.'), it);
    }
    return found;
  }

  const whole = [day('04:05:00'), day('10:00:00')] as const;
  const shown = (buckets: SliBucket[]) =>
    buckets.map(
      it =>
        `${new Date(it.start).toISOString().slice(11, 16)} ${Math.round(it.bad)}/${Math.round(it.total)}`,
    );

  describe.each([
    ['through recording rules', recorded, 'shop'],
    ['by own queries', unrecorded, 'own'],
  ])('measured %s', (_, slos, prefix) => {
    const measured = async (from: number, to: number) => {
      const found = await measure(slos, from, to);
      return (kind: string) => found.get(`${prefix}.${kind}`);
    };

    it('counts what was scraped, and tells gaps from quiet', async () => {
      const of = await measured(...whole);
      const steady = bucketsOf(of('steady'));
      expect(steady).toHaveLength(71);
      expect(new Set(shown(steady).map(it => it.slice(6)))).toEqual(
        new Set(['20/300']),
      );
      expect(
        new Set(shown(bucketsOf(of('clean'))).map(it => it.slice(6))),
      ).toEqual(new Set(['0/300']));
      const idle = bucketsOf(of('idle'));
      expect(idle).toHaveLength(71);
      expect(idle.every(it => it.total === 0 && it.bad === 0)).toBe(true);
      expect(of('absent')).toMatchObject({ buckets: [], neverSeen: true });
    });

    it('does not measure what was not scraped', async () => {
      const of = await measured(...whole);
      const starts = shown(bucketsOf(of('gapped'))).map(it => it.slice(0, 5));
      expect(starts).toContain('06:55');
      expect(starts).not.toContain('07:05');
      expect(starts).not.toContain('07:50');
      expect(starts).toContain('08:00');
    });

    it('survives a counter that begins anew', async () => {
      const of = await measured(day('07:00:00'), day('07:30:00'));
      const buckets = bucketsOf(of('restarted'));
      expect(buckets).toHaveLength(6);
      for (const { bad, total } of buckets) {
        expect(total).toBeGreaterThanOrEqual(260);
        expect(total).toBeLessThanOrEqual(301);
        expect(bad / total).toBeCloseTo(1 / 15, 3);
      }
    });

    it('measures one bucket at its end', async () => {
      const of = await measured(day('09:00:00'), day('09:05:30'));
      expect(shown(bucketsOf(of('steady')))).toEqual(['09:00 20/300']);
    });

    it('reads hours further back than three days, with how much of them was measured', async () => {
      const later = day('10:00:00') + 3 * 86_400_000;
      const of = await measured(day('04:00:00'), later);
      const steady = bucketsOf(of('steady'));
      expect(steady.every(it => it.minutes === 60)).toBe(true);
      expect(shown(steady).slice(1)).toEqual([
        '05:00 240/3600',
        '06:00 240/3600',
        '07:00 240/3600',
        '08:00 240/3600',
        '09:00 240/3600',
      ]);
      const gapped = bucketsOf(of('gapped'));
      const away = gapped.find(it => it.start === day('07:00:00'));
      expect(away?.covered ?? 0).toBeLessThan(3);
      expect(gapped.at(-1)?.covered).toBe(12);
    });

    it('reads more hours than one question may ask for', async () => {
      const of = await measured(
        day('10:00:00') - 600 * 86_400_000,
        day('10:00:00'),
      );
      const buckets = bucketsOf(of('steady'));
      const fives = buckets.filter(it => it.minutes === undefined);
      expect(shown(fives).at(-1)).toBe('09:55 20/300');
    });
  });

  it('counts the same through rules and by own queries', async () => {
    const found = await measure([...recorded, ...unrecorded], ...whole);
    const sum = (buckets: SliBucket[], what: 'bad' | 'total') =>
      buckets.reduce((all, it) => all + it[what], 0);
    for (const kind of kinds) {
      const rules = bucketsOf(found.get(`shop.${kind}`));
      const own = bucketsOf(found.get(`own.${kind}`));
      // Beside the gap: promtool writes no mark where a rule had nothing to record, as Prometheus does.
      expect(Math.abs(rules.length - own.length)).toBeLessThanOrEqual(1);
      for (const what of ['bad', 'total'] as const) {
        expect(Math.abs(sum(rules, what) - sum(own, what))).toBeLessThanOrEqual(
          0.01 * sum(own, what),
        );
      }
    }
  });

  it('counts slices', async () => {
    const found = await measure([slices], day('09:00:00'), day('09:10:00'));
    expect(shown(bucketsOf(found.get('own.slices')))).toEqual([
      '09:00 5/5',
      '09:05 5/5',
    ]);
  });

  it('is refused more points than Prometheus gives, and knows that less would do', async () => {
    const steps = { start: 0, end: 12_000 * 60, step: 60 };
    await expect(
      client.queryRange('vector(1)', steps, options),
    ).rejects.toMatchObject({
      kind: 'query',
      code: 'limit',
      message: expect.stringContaining('11,000 points'),
    });
  });

  it('hands on what Prometheus says of a wrong query', async () => {
    const wrong = sloOf('real.own.wrong', 'steady_total{code="200"');
    const typed = sloOf(
      'real.own.typed',
      'rate(rate(steady_total[{{.window}}]))',
    );
    const found = await measure(
      [wrong, typed, ...recorded],
      day('09:00:00'),
      day('09:05:00'),
    );
    expect(found.get('own.wrong')).toMatchObject({
      outcome: 'failed',
      kind: 'query',
    });
    expect(found.get('own.typed')).toMatchObject({
      outcome: 'failed',
      kind: 'query',
      unreadable: true,
      // Its two queries are asked at once, and either may be refused first.
      error: expect.stringContaining('parse error'),
    });
    expect(bucketsOf(found.get('shop.steady'))).toHaveLength(1);
  });

  it('explains, with the answers of now', async () => {
    const { items } = await source.explain(recorded[0], options);
    expect(items.map(it => it.error)).toEqual(items.map(() => undefined));
    expect(
      items.find(it => it.name === 'Recorded by the rules')?.answer,
    ).toContain('"gold_layer:slo_rules:info"');
    const broken = sloOf('a.b.c', 'sum(x_total');
    const told = await source.explain(broken, options);
    expect(told.items[0].error).toMatch(/cannot read the query/);
  });

  it('looks up metrics that exist', async () => {
    const service = 'component:default/checkout';
    const { items } = await until(
      () =>
        source.lookUp({ service, q: 'HTTP duration_seconds_bucket' }, options),
      found => found.items.length > 0,
    );
    expect(items.map(it => it.name)).toContain(
      'prometheus_http_request_duration_seconds_bucket',
    );
    const [histogram] = items;
    expect(histogram).toMatchObject({
      type: 'histogram',
      help: expect.any(String),
    });
    expect(histogram.labels).toEqual(
      expect.arrayContaining(['handler', 'le', 'job']),
    );
    expect(histogram.buckets).toEqual(expect.arrayContaining([0.1, 1]));
    const [metric] = items.map(it => it.name);
    expect(
      await source.lookUpValues({ service, metric, label: 'job' }, options),
    ).toMatchObject({ items: ['self'] });
    expect(
      await source.lookUpValues({ service, metric, label: 'nothing' }, options),
    ).toMatchObject({
      items: [],
      problem: expect.stringContaining(`had the label nothing`),
    });
    const nothing = await source.lookUp(
      { service, q: 'no.such(metric' },
      options,
    );
    expect(nothing).toMatchObject({
      items: [],
      problem: expect.stringContaining("'no.such(metric'"),
    });
  });

  it('tells where bad events come from', async () => {
    const served = exampleSlo({
      sli: {
        kind: 'ratio',
        counter: true,
        bad: query('prometheus_http_requests_total{code="200"}'),
        total: query('prometheus_http_requests_total'),
      },
    });
    const by = { ...options, label: 'handler', minutes: 5 };
    // More handlers than are told one by one.
    const asked = [
      ...['alerts', 'labels', 'metadata', 'rules', 'targets'],
      ...['alertmanagers', 'scrape_pools', 'status/buildinfo'],
      ...['status/config', 'status/flags', 'status/runtimeinfo'],
      ...['status/tsdb', 'status/walreplay'],
    ];
    const { items, others } = await until(
      async () => {
        await Promise.all(asked.map(path => client.get(path, {}, options)));
        return source.contributors(served, by);
      },
      found => found.others !== undefined,
    );
    expect(items).toHaveLength(10);
    const told = items.reduce((sum, it) => sum + it.share, 0);
    expect(told).toBeLessThan(1);
    expect(told + (others?.share ?? 0)).toBeCloseTo(1);
    expect(items[0].bad / items[0].share).toBeCloseTo(
      (others?.bad ?? 0) / (others?.share ?? 1),
    );
    const none = await source.contributors(recorded[3], by);
    expect(none).toMatchObject({ items: [], problem: expect.any(String) });
  });

  it('tells a source that takes too long', async () => {
    const hurried = clientOf(prometheus, { timeout: '50ms' });
    const heavy = 'sum_over_time(vector(1)[400d:1s])';
    await expect(hurried.query(heavy, options)).rejects.toMatchObject({
      kind: 'source',
      message: expect.stringMatching(/took too long|did not answer within/),
    });
  });
});
