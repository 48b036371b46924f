import {
  badSeries,
  rulesInfoSeries,
  totalSeries,
} from '@gold-layer/backstage-plugin-common';
import type { Asked, Told } from '../__testUtils__/fakePrometheus';
import {
  lastBucket,
  many,
  measure,
  minutesBefore,
  sourceOf,
  to,
  withRules,
} from '../__testUtils__/fakeSource';
import { sloOf } from '../__testUtils__/slos';

describe('measuring', () => {
  describe('through rules', () => {
    it('measures any number of SLOs with two questions', async () => {
      const slos = many(1200);
      const { source, asked } = sourceOf(withRules(slos));
      const found = await measure(source, slos.map(lastBucket));
      expect(found.size).toBe(1200);
      expect(found.get('default.shop.slo-77')).toEqual({
        slo: 'default.shop.slo-77',
        outcome: 'buckets',
        buckets: [{ start: to.getTime() - 300_000, bad: 1, total: 100 }],
      });
      expect(asked.map(it => [it.path, it.form.query, it.form.time])).toEqual([
        [
          'query',
          `${rulesInfoSeries} or 0 * last_over_time(${rulesInfoSeries}[70m])`,
          undefined,
        ],
        [
          'query',
          `{__name__=~"${totalSeries}|${badSeries}"}`,
          `${to.getTime() / 1000}`,
        ],
      ]);
    });

    it('names the few hundred that are asked for where the source has others too', async () => {
      const slos = many(300);
      const { source, asked } = sourceOf(withRules(slos));
      await measure(source, slos.map(lastBucket));
      expect(asked.map(it => it.form.query.includes('slo=~'))).toEqual([
        true,
        true,
      ]);
    });

    it('names a few among many, and reads months of them', async () => {
      const slos = many(2);
      const { source, asked } = sourceOf(withRules(slos));
      const requests = slos.map(slo => ({
        slo,
        from: minutesBefore(600 * 1440),
        to,
      }));
      const found = await measure(source, requests);
      const measured = found.get('default.shop.slo-1');
      expect(measured).toMatchObject({ outcome: 'buckets' });
      const buckets = measured?.outcome === 'buckets' ? measured.buckets : [];
      expect(buckets).toHaveLength(597 * 24 + 864);
      expect(buckets[0]).toEqual({
        start: minutesBefore(600 * 1440).getTime(),
        minutes: 60,
        bad: 12,
        total: 1200,
        covered: 12,
      });
      const points = asked
        .filter(it => it.path === 'query_range')
        .map(
          ({ form }) =>
            (Number(form.end) - Number(form.start)) / Number(form.step) + 1,
        );
      expect(Math.max(...points)).toBe(11_000);
      // The info series; the five minutes, and since when they are ours; three questions on hours, and again since when, each in two parts.
      expect(asked).toHaveLength(1 + 1 + 1 + (3 + 1) * 2);
      expect(asked.at(-1)?.form.query).toContain(
        'slo=~"default\\\\.shop\\\\.slo-0|default\\\\.shop\\\\.slo-1"',
      );
    });

    it('asks for less where it was too much', async () => {
      const slos = many(4);
      const tell = withRules(slos);
      const { source, asked } = sourceOf(it => {
        const named = it.form.query.split('|').length;
        const points = (Number(it.form.end) - Number(it.form.start)) / 300 + 1;
        return it.path === 'query_range' && (named > 3 || points > 12)
          ? {
              status: 422,
              body: {
                status: 'error',
                errorType: 'execution',
                error:
                  'query processing would load too many samples into memory',
              },
            }
          : tell(it);
      });
      const requests = slos.map(slo => ({ slo, from: minutesBefore(120), to }));
      const found = await measure(source, requests);
      for (const { id } of slos) {
        const one = found.get(id);
        expect(one?.outcome === 'buckets' && one.buckets.length).toBe(24);
      }
      expect(asked.length).toBeGreaterThan(6);
    });

    it('tells that stores were left out', async () => {
      const slos = many(1);
      const tell = withRules(slos);
      const { source } = sourceOf(it => {
        const told = tell(it);
        return 'series' in told
          ? {
              ...told,
              warnings: [
                'No StoreAPIs matched',
                'PromQL info: metric might not be a counter',
              ],
            }
          : told;
      });
      const found = await measure(source, slos.map(lastBucket));
      expect(found.get(slos[0].id)).toMatchObject({
        outcome: 'buckets',
        partial: expect.stringMatching(/may be missing.*No StoreAPIs matched$/),
        problem: expect.stringMatching(
          /remarks on the query.*might not be a counter/,
        ),
      });
    });

    it('knows nothing where the rule for bad events could not be evaluated', async () => {
      const slos = many(1);
      const tell = withRules(slos);
      const { source } = sourceOf(it => {
        const told = tell(it);
        return 'series' in told
          ? {
              series: told.series.filter(
                ({ metric }) => metric.__name__ !== badSeries,
              ),
            }
          : told;
      });
      const found = await measure(source, slos.map(lastBucket));
      expect(found.get(slos[0].id)).toMatchObject({
        buckets: [],
        problem: expect.stringMatching(/bad events answered nothing/),
      });
    });

    it('takes the fuller one of two Prometheus that evaluate the same rules', async () => {
      const slos = many(1);
      const tell = withRules(slos);
      const { source } = sourceOf(it => {
        const told = tell(it);
        if (!('series' in told) || it.path !== 'query_range') return told;
        const replicas = told.series.flatMap(({ metric, values }) => [
          { metric: { ...metric, replica: 'a' }, values: values.slice(1) },
          { metric: { ...metric, replica: 'b' }, values },
        ]);
        return { series: replicas };
      });
      const request = { slo: slos[0], from: minutesBefore(10), to };
      const found = await measure(source, [request]);
      expect(found.get(slos[0].id)).toMatchObject({
        buckets: [
          { bad: 1, total: 100 },
          { bad: 1, total: 100 },
        ],
      });
    });

    it('says that rules are out of date where there is no other way', async () => {
      const slos = many(2);
      const { source } = sourceOf(withRules(slos, 'other'), {
        maxOwnQueries: 0,
      });
      const found = await measure(source, slos.map(lastBucket));
      expect(found.get(slos[1].id)).toMatchObject({
        buckets: [{ bad: 1, total: 100 }],
        problem: expect.stringMatching(
          /^Measured through rules that do not say which queries they count by: generate/,
        ),
      });
    });

    it('fails those alone whose question failed', async () => {
      const slos = many(3);
      const tell = withRules(slos);
      const { source } = sourceOf(it =>
        it.path === 'query_range' ? { status: 503, body: 'busy' } : tell(it),
      );
      const found = await measure(source, [
        lastBucket(slos[0]),
        lastBucket(slos[1]),
        { slo: slos[2], from: minutesBefore(600), to },
      ]);
      expect(
        [...found.values()].map(it => [it.slo.slice(-1), it.outcome]).sort(),
      ).toEqual([
        ['0', 'buckets'],
        ['1', 'buckets'],
        ['2', 'failed'],
      ]);
    });
  });

  describe('by own queries', () => {
    const own = ({ form }: Asked): Told =>
      form.query.startsWith(rulesInfoSeries)
        ? { series: [] }
        : {
            series: form.query.includes('missing')
              ? []
              : [
                  {
                    metric: {},
                    values: [
                      [
                        Number(form.time),
                        form.query.includes('500') ? '2' : '50',
                      ],
                    ],
                  },
                ],
          };

    it('measures so many, and says of the others what to do', async () => {
      const slos = many(3);
      const { source, asked } = sourceOf(own, { maxOwnQueries: 2 });
      const found = await measure(source, slos.map(lastBucket));
      expect(found.get(slos[0].id)).toEqual({
        slo: slos[0].id,
        outcome: 'buckets',
        buckets: [{ start: to.getTime() - 300_000, bad: 2, total: 50 }],
      });
      expect(found.get(slos[2].id)).toEqual({
        slo: slos[2].id,
        outcome: 'failed',
        kind: 'source',
        error:
          "Its rules are not loaded in Prometheus 'main', and more than 2 SLOs without rules are not measured at a time. Load the generated rules.",
      });
      expect(asked).toHaveLength(1 + 2 * 2);
    });

    it('leaves some for the others where one service has many', async () => {
      const { source } = sourceOf(own, { maxOwnQueries: 2 });
      const of = (name: string, service: string) =>
        sloOf(`a.${service}.${name}`, 'steady_total', {
          service: `component:default/${service}`,
        });
      const greedy = ['a', 'b', 'c'].map(name => of(name, 'greedy'));
      const one = of('z', 'modest');
      const found = await measure(source, [...greedy, one].map(lastBucket));
      expect(found.get(one.id)?.outcome).toBe('buckets');
      expect(greedy.map(({ id }) => found.get(id)?.outcome)).toEqual([
        'buckets',
        'failed',
        'failed',
      ]);
    });

    it('knows a total that has no series at all', async () => {
      const { source } = sourceOf(own);
      const slo = sloOf('a.b.c', 'missing_total');
      expect((await measure(source, [lastBucket(slo)])).get('a.b.c')).toEqual({
        slo: 'a.b.c',
        outcome: 'buckets',
        buckets: [],
        neverSeen: true,
      });
    });

    it('lets one bad query spoil nothing else', async () => {
      const { source } = sourceOf(it =>
        it.form.query.includes('bad_total')
          ? {
              status: 400,
              body: {
                status: 'error',
                errorType: 'bad_data',
                error: 'parse error',
              },
            }
          : own(it),
      );
      const found = await measure(source, [
        lastBucket(sloOf('a.b.good', 'good_total')),
        lastBucket(sloOf('a.b.bad', 'bad_total')),
        lastBucket(sloOf('a.b.open', '(good_total')),
      ]);
      expect(found.get('a.b.good')).toMatchObject({ outcome: 'buckets' });
      expect(found.get('a.b.bad')).toMatchObject({
        kind: 'query',
        error: "Prometheus 'main' cannot read the query: parse error.",
        unreadable: true,
      });
      expect(found.get('a.b.open')).toMatchObject({
        kind: 'query',
        error: expect.stringContaining('sli.bad.query'),
      });
    });

    it('asks for what was before the rules were loaded', async () => {
      const [slo] = many(1);
      const rules = withRules([slo]);
      const loadedAt = minutesBefore(60).getTime() / 1000;
      const { source } = sourceOf(it => {
        const told = rules(it);
        if ('series' in told) {
          return {
            series: told.series.map(({ metric, values }) => ({
              metric,
              values: values.filter(([at]) => at === 0 || at >= loadedAt),
            })),
          };
        }
        return {
          series: [
            {
              metric: {},
              values: Array.from({ length: 24 }, (_, index) => [
                Number(it.form.start) + index * 300,
                it.form.query.includes('500') ? '3' : '30',
              ]),
            },
          ],
        };
      });
      const request = { slo, from: minutesBefore(120), to };
      const measured = (await measure(source, [request])).get(slo.id);
      expect(measured).toMatchObject({ outcome: 'buckets' });
      const totals =
        measured?.outcome === 'buckets'
          ? measured.buckets.map(it => it.total)
          : [];
      expect(totals).toEqual([
        // The bucket in which the rules were loaded is theirs in part.
        ...Array.from({ length: 12 }, () => 30),
        ...Array.from({ length: 12 }, () => 100),
      ]);
    });
  });
});
