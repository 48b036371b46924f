import {
  badSeries,
  ruleGroupsHash,
  rulesInfoSeries,
  sliHash,
  totalSeries,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { Asked, Told } from '../__testUtils__/fakePrometheus';
import {
  measure,
  minutesBefore,
  sourceOf,
  to,
} from '../__testUtils__/fakeSource';
import { sloOf } from '../__testUtils__/slos';

const slo = sloOf('default.shop.slo', 'new_total');
const ours = sliHash(slo);
const others = sliHash(sloOf('default.shop.slo', 'old_total'));

/** Rules that were evaluated from so many minutes ago on, and count so many events in five minutes; without `sli` they are early ones. */
interface Period {
  minutesAgo: number;
  sli?: string;
  total: number;
}

const sinceOf = ({ minutesAgo }: Period) =>
  minutesBefore(minutesAgo).getTime() / 1000;

/** The moments that a question is about, in seconds. */
function timesOf({ form }: Asked): number[] {
  const end = Number(form.time ?? form.end);
  const times: number[] = [];
  for (
    let at = Number(form.start ?? end);
    at <= end;
    at += Number(form.step ?? 1)
  ) {
    times.push(at);
  }
  return times;
}

/** A Prometheus whose rules were other ones over time; queries of the SLO's own count 30 events, 3 of them bad. */
function withPast(periods: Period[], version = ruleGroupsHash(slo)) {
  const present = periods.at(-1);
  const ends = periods.map((_, index) =>
    index + 1 < periods.length ? sinceOf(periods[index + 1]) : Infinity,
  );
  const within = (from: number, until: number) =>
    periods.filter((it, index) => sinceOf(it) < until && ends[index] > from);
  const labels = ({ sli }: Pick<Period, 'sli'>) => ({
    slo: slo.id,
    version: sli === ours ? version : 'former',
    ...(sli && { sli }),
  });
  const values = (asked: Asked, at: (time: number) => number | undefined) =>
    timesOf(asked).flatMap((time): [number, string][] => {
      const value = at(time);
      return value === undefined ? [] : [[time, String(value)]];
    });
  return (asked: Asked): Told => {
    const { query } = asked.form;
    const now = to.getTime() / 1000;
    if (query.startsWith(rulesInfoSeries)) {
      const former = within(now - 4200, now).filter(it => it !== present);
      return {
        series: [
          ...(present
            ? [
                {
                  metric: { __name__: rulesInfoSeries, ...labels(present) },
                  values: [[now, '1'] satisfies [number, string]],
                },
              ]
            : []),
          ...former.map(it => ({
            metric: labels(it),
            values: [[now, '0'] satisfies [number, string]],
          })),
        ],
      };
    }
    if (query.startsWith('count_over_time(gold_layer:slo_rules')) {
      const seconds = query.includes('[5m]') ? 300 : 3600;
      const slis = new Set(periods.map(it => it.sli));
      return {
        series: [...slis].map(sli => ({
          metric: labels({ sli }),
          values: values(asked, time =>
            within(time - seconds, time).some(it => it.sli === sli)
              ? 2
              : undefined,
          ),
        })),
      };
    }
    const recorded = (time: number) => within(time - 1, time).at(-1)?.total;
    const hour = (time: number) => {
      const total = recorded(time);
      return total && total * 12;
    };
    if (query.startsWith('sum_over_time((gold_layer:')) {
      return { series: [{ metric: labels({}), values: values(asked, hour) }] };
    }
    if (query.startsWith('count_over_time((gold_layer:')) {
      const covered = (time: number) => recorded(time) && 12;
      return {
        series: [{ metric: labels({}), values: values(asked, covered) }],
      };
    }
    if (query.startsWith('sum_over_time(gold_layer:')) {
      return {
        series: [{ metric: labels({}), values: values(asked, () => 0) }],
      };
    }
    if (query.startsWith('{__name__=~')) {
      return {
        series: [
          {
            metric: { __name__: totalSeries, slo: slo.id },
            values: values(asked, recorded),
          },
          {
            metric: { __name__: badSeries, slo: slo.id },
            values: values(asked, time => recorded(time) && 0),
          },
        ],
      };
    }
    const own = query.includes('500') ? 3 : 30;
    const isCount = query.startsWith('count_over_time');
    return {
      series: [
        { metric: {}, values: values(asked, () => (isCount ? 12 : own)) },
      ],
    };
  };
}

async function measured(
  periods: Period[],
  {
    minutes,
    spec = slo,
    ...config
  }: { minutes: number; spec?: SloSpec; maxOwnQueries?: number },
) {
  const { source, asked } = sourceOf(
    withPast(periods, ruleGroupsHash(slo)),
    config,
  );
  const request = { slo: spec, from: minutesBefore(minutes), to };
  const found = (await measure(source, [request])).get(spec.id);
  const buckets = found?.outcome === 'buckets' ? found.buckets : [];
  return {
    found,
    asked: asked.map(it => it.form.query),
    /** Totals with how many buckets in a row have them. */
    totals: buckets.reduce<[number, number][]>((runs, { total }) => {
      const last = runs.at(-1);
      if (last?.[0] === total) last[1] += 1;
      else runs.push([total, 1]);
      return runs;
    }, []),
  };
}

const loaded = (sli: string | undefined, minutesAgo: number, total = 100) => ({
  sli,
  minutesAgo,
  total,
});

describe('a past that rules have recorded', () => {
  it('is read where they have counted the same all the time', async () => {
    const { asked, totals } = await measured([loaded(ours, 9000)], {
      minutes: 600,
    });
    expect(totals).toEqual([[100, 120]]);
    expect(asked).toHaveLength(3);
  });

  it('is left where they counted something else, and asked for anew', async () => {
    const periods = [loaded(others, 9000, 7), loaded(ours, 298)];
    const { asked, found, totals } = await measured(periods, { minutes: 600 });
    // The bucket in which the rules were changed is neither's.
    expect(totals).toEqual([
      [30, 61],
      [100, 59],
    ]);
    expect(found).not.toHaveProperty('problem');
    // What is loaded, what was counted, since when, and the SLO's own two.
    expect(asked).toHaveLength(5);
  });

  it('is left by the hour further back', async () => {
    const days = 1440;
    const periods = [loaded(others, 20 * days, 7), loaded(ours, 5 * days)];
    const { totals } = await measured(periods, { minutes: 10 * days });
    expect(totals).toEqual([
      [30, 5 * 24 + 1],
      [1200, 2 * 24 - 1],
      [100, 3 * 288],
    ]);
  });

  it('is left up to the last time that they counted something else', async () => {
    const periods = [
      loaded(ours, 9000),
      loaded(others, 400, 7),
      loaded(ours, 200),
    ];
    const { totals } = await measured(periods, { minutes: 600 });
    expect(totals).toEqual([
      [30, 80],
      [100, 40],
    ]);
  });

  it('is left where they did not say what they count', async () => {
    const periods = [loaded(undefined, 9000, 7), loaded(ours, 303)];
    const { totals } = await measured(periods, { minutes: 600 });
    expect(totals).toEqual([
      [30, 60],
      [100, 60],
    ]);
  });

  it('is unknown where there is no other way to ask for it', async () => {
    const periods = [loaded(others, 9000, 7), loaded(ours, 303)];
    const { found, totals } = await measured(periods, {
      minutes: 600,
      maxOwnQueries: 0,
    });
    expect(totals).toEqual([[100, 60]]);
    expect(found).toMatchObject({
      problem: expect.stringMatching(/^What was before the rules were loaded/),
    });
    expect(found).not.toHaveProperty('neverSeen');
  });

  it('is asked for anew as long as nobody knows what the rules count', async () => {
    const early = [loaded(undefined, 9000, 7)];
    const { totals } = await measured(early, { minutes: 600 });
    expect(totals).toEqual([[30, 120]]);
    const { found } = await measured(early, { minutes: 600, maxOwnQueries: 0 });
    expect(found).toMatchObject({
      outcome: 'failed',
      kind: 'source',
      error: expect.stringMatching(/do not say which queries .*Load the/),
    });
  });
});

describe('what rules record now', () => {
  it('is left for the hour in which they have begun to count it', async () => {
    const periods = [loaded(others, 9000, 7), loaded(ours, 13)];
    const { asked, totals } = await measured(periods, { minutes: 30 });
    expect(totals).toEqual([
      [30, 4],
      [100, 2],
    ]);
    expect(asked).toHaveLength(5);
  });

  it('is read without more questions where rules of early versions were loaded before', async () => {
    const periods = [loaded(undefined, 9000), loaded(ours, 10)];
    const { asked, totals } = await measured(periods, { minutes: 30 });
    expect(totals).toEqual([[100, 6]]);
    expect(asked).toHaveLength(2);
  });

  it('counts where another part of the document has changed', async () => {
    const { asked, found, totals } = await measured([loaded(ours, 9000)], {
      minutes: 30,
      spec: { ...slo, objective: '0.5' },
    });
    expect(totals).toEqual([[100, 6]]);
    expect(found).not.toHaveProperty('problem');
    expect(asked).toHaveLength(2);
  });

  it('does not count where they count something else', async () => {
    const old = [loaded(others, 9000, 7)];
    expect((await measured(old, { minutes: 5 })).totals).toEqual([[30, 1]]);
    const { found } = await measured(old, { minutes: 5, maxOwnQueries: 0 });
    expect(found).toMatchObject({
      outcome: 'failed',
      kind: 'source',
      error:
        "Its rules count what another state of the document says in Prometheus 'main', and more than 0 SLOs without rules are not measured at a time. Load the generated rules.",
    });
  });
});
