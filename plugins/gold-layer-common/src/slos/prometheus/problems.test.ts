import type { SloSpec } from '../spec';
import { anSlo, badOf, query } from './__testUtils__/slos';
import { ruleProblems, rulesNotNeeded } from './problems';

describe('ruleProblems', () => {
  it.each<[string, Partial<SloSpec>]>([
    ['bare counters', {}],
    [
      'the placeholder',
      { sli: badOf('sum(rate(a[{{.window}}]))', 'sum(increase(b[$window]))') },
    ],
    [
      'a fixed range in a threshold',
      {
        sli: {
          kind: 'threshold',
          op: 'lt',
          value: 1,
          metric: query('histogram_quantile(0.9, rate(x_bucket[5m]))'),
        },
      },
    ],
    ['nothing of what is pushed', { sli: { kind: 'pushed' } }],
  ])('finds nothing wrong with %s', (_title, changes) => {
    expect(ruleProblems(anSlo(changes))).toEqual([]);
  });

  it.each<[string, Partial<SloSpec>, string, string, RegExp]>([
    [
      'a fixed range',
      { sli: badOf('rate(a[5m])', 'b') },
      'sli.bad.query',
      '[5m]',
      /bare counter, such as .* or \[\{\{\.window\}\}\]/,
    ],
    [
      'two samples only',
      { sli: badOf('a', 'irate(b[{{.window}}])') },
      'sli.total.query',
      'irate',
      /increase or rate/,
    ],
    [
      'a variable of Grafana',
      { sli: badOf('a', 'rate(b[$__rate_interval])') },
      'sli.total.query',
      '"$__rate_interval"',
      /known to Grafana only/,
    ],
    [
      'an open parenthesis',
      { sli: badOf('a', 'sum(b') },
      'sli.total.query',
      '"sum(b"',
      /every parenthesis is closed/,
    ],
    [
      'no query at all',
      { sli: badOf('a', ' ') },
      'sli.total.query',
      '" "',
      /a query of Prometheus/,
    ],
    [
      'no counter in it',
      { sli: badOf('a', 'vector(1)') },
      'sli.total.query',
      '"vector(1)"',
      /a query with a counter/,
    ],
    [
      'a moment that never moves',
      { sli: badOf('a', 'b @ 1609746000') },
      'sli.total.query',
      '"b @ 1609746000"',
      /the same moment for ever/,
    ],
    [
      'good and bad at once',
      {
        sli: {
          kind: 'ratio',
          counter: true,
          good: query('a'),
          bad: query('a'),
          total: query('a'),
        },
      },
      'sli',
      'good and bad',
      /exactly one/,
    ],
    [
      'two data sources',
      {
        sli: {
          kind: 'ratio',
          counter: true,
          bad: { ...query('a'), source: 'eu' },
          total: { ...query('b'), source: 'us' },
        },
      },
      'sli',
      'eu, us',
      /one data source/,
    ],
    [
      'slices without a target',
      { method: 'Timeslices', timeSliceMinutes: 1 },
      'timeSliceTarget',
      'nothing',
      /makes a slice good/,
    ],
  ])('finds %s', (_title, changes, path, found, allowed) => {
    expect(ruleProblems(anSlo(changes))).toEqual(
      expect.arrayContaining([
        {
          severity: 'error',
          path,
          found,
          allowed: expect.stringMatching(allowed),
        },
      ]),
    );
  });

  it('warns of slices that are longer than a bucket', () => {
    const slo = anSlo({
      method: 'Timeslices',
      timeSliceTarget: 0.9,
      timeSliceMinutes: 15,
    });
    expect(ruleProblems(slo)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        path: 'timeSliceMinutes',
        found: '15 minutes',
      }),
    ]);
  });
});

describe('rulesNotNeeded', () => {
  it('says why there are none', () => {
    expect(rulesNotNeeded(anSlo())).toBeUndefined();
    expect(rulesNotNeeded(anSlo({ sli: { kind: 'pushed' } }))).toMatch(
      /pushed/,
    );
    const raw = { type: 'datadog', query: 'x' };
    expect(
      rulesNotNeeded(anSlo({ sli: { kind: 'raw', rawType: 'success', raw } })),
    ).toMatch(/datadog/);
  });
});
