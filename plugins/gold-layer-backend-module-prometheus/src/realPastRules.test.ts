import type { SliBucket } from '@gold-layer/backstage-plugin-node';
import { measure, options } from './__testUtils__/fakeSource';
import { pastTraffic } from './__testUtils__/pastTraffic';
import { clientOf, RealPrometheus } from './__testUtils__/RealPrometheus';
import { sloOf } from './__testUtils__/slos';
import { infoRules, recordingRules } from './__testUtils__/someRules';
import { until } from './__testUtils__/until';
import { PrometheusSliSource } from './PrometheusSliSource';
import { describeWithPromtool } from './rules/promtool';

jest.setTimeout(60_000);

const day = (time: string) => Date.parse(`2026-03-20T${time}Z`);
const seconds = (time: string) => day(time) / 1000;
const traffic = (metric: string, perScrape: number) => [
  { metric, labels: { code: '200' }, perScrape },
  { metric, labels: { code: '500' }, perScrape: 0 },
];
const slo = sloOf('real.shop.changed', 'after_total');
/** The same SLO as it was until two minutes past nine, when its query changed and the rules were loaded anew. */
const before = sloOf('real.shop.changed', 'before_total');
const periods = [
  { rules: before, start: seconds('06:00:00'), end: seconds('09:01:00') },
  { rules: slo, start: seconds('09:02:00'), end: seconds('12:00:00') },
];

describeWithPromtool('a real Prometheus whose rules were changed', () => {
  let prometheus: RealPrometheus;

  beforeAll(async () => {
    prometheus = RealPrometheus.create();
    await prometheus.backfill(
      pastTraffic([...traffic('before', 10), ...traffic('after', 30)], {
        start: seconds('05:00:00'),
        end: seconds('12:00:00'),
      }),
    );
    for (const { rules, ...range } of periods) {
      for (const which of ['total', 'bad', 'info'] as const) {
        await prometheus.start();
        await prometheus.backfillRules(recordingRules([rules], which), range);
        await prometheus.stop();
      }
    }
    prometheus.write('info.yaml', infoRules([slo]));
    await prometheus.start({ config: 'rule_files: [info.yaml]' });
    const source = PrometheusSliSource.create([clientOf(prometheus)]);
    await until(
      () => source.rules([slo], options),
      found => found.every(it => it.state === 'loaded'),
    );
  });

  afterAll(() => prometheus?.remove());

  async function measured(from: string, others = {}) {
    const client = clientOf(prometheus, others);
    const source = PrometheusSliSource.create([client]);
    const to = new Date(day('12:00:00'));
    const request = { slo, from: new Date(day(from)), to };
    const found = (await measure(source, [request])).get(slo.id);
    if (found?.outcome !== 'buckets') throw new Error(JSON.stringify(found));
    return found;
  }
  const totals = (buckets: SliBucket[]) =>
    new Set(buckets.map(it => Math.round(it.total)));

  it('is asked by own queries for what was before', async () => {
    const { buckets } = await measured('06:00:00');
    expect(buckets).toHaveLength(72);
    expect(totals(buckets)).toEqual(new Set([300]));
  });

  it('has recorded nothing of use before', async () => {
    const { buckets, problem } = await measured('06:00:00', {
      maxOwnQueries: 0,
    });
    expect(new Date(buckets[0].start).toISOString()).toBe(
      '2026-03-20T09:05:00.000Z',
    );
    expect(buckets).toHaveLength(35);
    expect(totals(buckets)).toEqual(new Set([300]));
    expect(problem).toMatch(/^What was before the rules were loaded/);
  });

  it('is read by the hour as well', async () => {
    const later = new Date(day('12:00:00') + 3 * 86_400_000);
    const client = clientOf(prometheus, { maxOwnQueries: 0 });
    const source = PrometheusSliSource.create([client]);
    const request = { slo, from: new Date(day('06:00:00')), to: later };
    const found = (await measure(source, [request])).get(slo.id);
    expect(found).toMatchObject({
      buckets: [10, 11].map(hour => ({
        start: day(`${hour}:00:00`),
        minutes: 60,
        total: expect.closeTo(3600, 6),
        covered: 12,
      })),
    });
  });

  it('reads all of it where the rules were the same all the time', async () => {
    const { buckets, problem } = await measured('10:00:00', {
      maxOwnQueries: 0,
    });
    expect(buckets).toHaveLength(24);
    expect(problem).toBeUndefined();
  });
});
