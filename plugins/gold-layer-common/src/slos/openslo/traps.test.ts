import { availability } from './__testUtils__/availability';
import { readSloDocuments } from './readSloDocuments';

/** The document with some of its text replaced. */
function changed(...changes: [string, string][]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, availability);
}

describe('mistakes in OpenSLO documents', () => {
  it.each<[string, [string, string][], string, number]>([
    [
      'a share in percent',
      [['target: 0.99950', 'target: 99.9']],
      'spec.objectives.0.target: 99.9: a share below 1: write target: 0.999, or targetPercent: 99.9',
      33,
    ],
    [
      'a percentage as a share',
      [['target: 0.99950', 'targetPercent: 0.999']],
      'spec.objectives.0.targetPercent: 0.999: a percentage: write targetPercent: 99.9, or target: 0.999',
      33,
    ],
    [
      'a promise of everything',
      [['target: 0.99950', 'target: 1.0']],
      'spec.objectives.0.target: 1.0: less than 100%, such as 0.999: a promise of 100% leaves no error budget, and the first failure breaks it for good',
      33,
    ],
    [
      '100 percent',
      [['target: 0.99950', 'targetPercent: 100']],
      'spec.objectives.0.targetPercent: 100: less than 100%, such as 99.9: a promise of 100% leaves no error budget, and the first failure breaks it for good',
      33,
    ],
    [
      'no target',
      [['- target: 0.99950', '- displayName: x']],
      'spec.objectives.0.target: nothing: a share below 1 such as 0.999, or targetPercent such as 99.9',
      33,
    ],
    [
      'two targets',
      [['target: 0.99950', 'target: 0.9\n      targetPercent: 90']],
      'spec.objectives.0.targetPercent: 90: either target or targetPercent, not both',
      34,
    ],
    [
      'too many decimals',
      [['target: 0.99950', 'target: 0.99999999999']],
      'spec.objectives.0.target: 0.99999999999: at most ten decimals',
      33,
    ],
    [
      'minutes for months',
      [['duration: 28d', 'duration: 1m']],
      'spec.timeWindow.0.duration: "1m": at least one day; m is minutes, write 1M if months are meant',
      29,
    ],
    [
      'a window of hours',
      [['duration: 28d', 'duration: 5h']],
      'spec.timeWindow.0.duration: "5h": whole days from 1d to 400d',
      29,
    ],
    [
      'no duration',
      [['duration: 28d', 'duration: P28D']],
      'spec.timeWindow.0.duration: "P28D": a whole number and one letter: m minutes, h hours, d days, w weeks, M months, Q quarters, Y years; such as 28d',
      29,
    ],
    [
      'two windows',
      [
        [
          '- duration: 28d',
          '- { duration: 7d, isRolling: true }\n    - duration: 28d',
        ],
      ],
      'spec.timeWindow: 2 windows: a list with exactly one window',
      28,
    ],
    [
      'good and bad',
      [
        [
          '        total:',
          '        good: { metricSource: { type: Prometheus, spec: { query: x } } }\n        total:',
        ],
      ],
      'spec.indicator.spec.ratioMetric.bad: {"metricSource":{"type":"Prometheus","spec":{"query":"http_requests_total{code=…: either good or bad, not both: the other follows from total',
      26,
    ],
    [
      'no total',
      [
        [
          '        total: { metricSource: { type: Prometheus, spec: { query: http_requests_total } } }\n',
          '',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total: nothing: all events: without them there is no share of good ones',
      24,
    ],
    [
      'neither good nor bad',
      [
        [
          `        bad: { metricSource: { type: Prometheus, spec: { query: 'http_requests_total{code=~"5.."}' } } }\n`,
          '',
        ],
      ],
      'spec.indicator.spec.ratioMetric.good: nothing: good or bad beside total',
      24,
    ],
    [
      'a misspelt field',
      [['budgetingMethod: Occ', 'alertPolices: []\n  budgetingMethod: Occ']],
      'spec.alertPolices: []: no field of this name; did you mean alertPolicies?',
      31,
    ],
    [
      'a misspelt annotation',
      [['gold-layer.io/policy', 'gold-layer.io/polcy']],
      'metadata.annotations.gold-layer.io/polcy: "strict": no annotation of this name; did you mean gold-layer.io/policy?',
      8,
    ],
    [
      'a wrong annotation',
      [['P90D', '90 days']],
      'metadata.annotations.gold-layer.io/review-every: "90 days": an ISO 8601 duration such as P90D',
      13,
    ],
    [
      'a name that is no label',
      [['name: availability', 'name: Check_out']],
      'metadata.name: "Check_out": lower case letters, digits and -, with a letter or digit at both ends',
      4,
    ],
    [
      'a wrong method',
      [['Occurrences', 'occurrences']],
      'spec.budgetingMethod: "occurrences": one of Occurrences, Timeslices, RatioTimeslices',
      31,
    ],
    [
      'slices of no length',
      [
        ['Occurrences', 'Timeslices'],
        ['target: 0.99950', 'target: 0.9\n      timeSliceTarget: 0.95'],
      ],
      'spec.objectives.0.timeSliceWindow: nothing: the length of a slice, such as 1m or 5m: Timeslices needs it',
      33,
    ],
    [
      'slices of months',
      [
        ['Occurrences', 'RatioTimeslices'],
        ['target: 0.99950', 'target: 0.9\n      timeSliceWindow: 1M'],
      ],
      'spec.objectives.0.timeSliceWindow: "1M": at most 1d; M is months, write 1m if minutes are meant',
      34,
    ],
    [
      'a slice target in percent',
      [
        ['Occurrences', 'Timeslices'],
        [
          'target: 0.99950',
          'target: 0.9\n      timeSliceTarget: 95\n      timeSliceWindow: 1m',
        ],
      ],
      'spec.objectives.0.timeSliceTarget: 95: a share above 0 and at most 1: write 0.95',
      34,
    ],
    [
      'a rate of a counter',
      [
        [
          'query: http_requests_total }',
          'query: "sum(rate(http_requests_total[5m]))" }',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query: "sum(rate(http_requests_total[5m]))": the counter itself, without rate(): Gold Layer needs it over many windows and takes the increase itself; or write [{{.window}}] as the range',
      27,
    ],
    [
      'groups beside a zero',
      [
        [
          'query: http_requests_total }',
          'query: "sum by (job) (http_requests_total) or vector(0)" }',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query: "sum by (job) (http_requests_total) or vector(0)": either by (…) or "or vector(0)": the zero has no labels, so it stands beside the groups instead of filling them; drop the by (…)',
      27,
    ],
    [
      'an open bracket',
      [['query: http_requests_total }', 'query: "sum(http_requests_total" }']],
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query: "sum(http_requests_total": a query in which every ( has its other half',
      27,
    ],
    [
      'no type of source',
      [
        [
          'total: { metricSource: { type: Prometheus,',
          'total: { metricSource: {',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total.metricSource.type: nothing: a type such as Prometheus, or metricSourceRef with the name of a DataSource',
      27,
    ],
    [
      'an unknown source',
      [
        [
          'total: { metricSource: { type: Prometheus,',
          'total: { metricSource: { metricSourceRef: main,',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total.metricSource.metricSourceRef: "main": the name of a DataSource of this file, or a type such as Prometheus beside it',
      27,
    ],
    [
      'a service that is none',
      [['service: checkout', 'service: api:default/checkout']],
      'spec.service: "api:default/checkout": a component: SLOs belong to services',
      20,
    ],
    [
      'another version',
      [['openslo/v1', 'openslo/v1alpha']],
      'apiVersion: "openslo/v1alpha": openslo/v1',
      1,
    ],
    [
      'an unknown kind',
      [['kind: SLO', 'kind: SLOs']],
      'kind: "SLOs": one of SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition, AlertNotificationTarget; did you mean SLO?',
      2,
    ],
    [
      'an unknown indicator',
      [
        [
          availability.slice(
            availability.indexOf('  indicator:'),
            availability.indexOf('  timeWindow'),
          ),
          '  indicatorRef: gone\n',
        ],
      ],
      'spec.indicatorRef: "gone": the name of an SLI of this file',
      21,
    ],
    [
      'a field twice',
      [['  service: checkout', '  service: checkout\n  service: cart']],
      ': service twice in one place: every field once: remove one of the two',
      21,
    ],
  ])('refuses %s', (_, changes, expected, line) => {
    const { slos, problems, documents } = readSloDocuments(changed(...changes));
    expect(
      problems.map(it => `${it.path}: ${it.found}: ${it.allowed}`),
    ).toEqual([expected]);
    expect(problems[0]).toMatchObject({ severity: 'error', line });
    expect(slos).toEqual([]);
    expect(documents.every(({ invalid }) => invalid)).toBe(true);
  });

  it.each<[string, [string, string][], string]>([
    [
      'a comparison on a ratio',
      [['target: 0.99950', 'target: 0.99\n      op: gt']],
      'spec.objectives.0.op: nothing: a ratio is held against its target alone; op belongs to a thresholdMetric',
    ],
    [
      'a number in quotes',
      [['target: 0.99950', 'target: "0.999"']],
      'spec.objectives.0.target: a number without quotes: other tools for OpenSLO refuse a text here',
    ],
    [
      'a rate of a gauge',
      [
        ['counter: true', 'counter: false'],
        [
          'query: http_requests_total }',
          'query: "rate(http_requests_total[5m])" }',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query: a gauge, as counter is false; rate() is for counters: set counter: true and give the counter itself',
    ],
    [
      'months that roll',
      [['duration: 28d', 'duration: 1M']],
      'spec.timeWindow.0.duration: days, as months and years differ in length: a rolling window of this length counts 30 days; a calendar follows the months themselves',
    ],
    [
      'a query that is no PromQL',
      [
        [
          'query: http_requests_total }',
          'query: "sum(http_requests_total) bby (code)" }',
        ],
      ],
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query: PromQL: Prometheus would refuse it, and so it gets no rules; what only VictoriaMetrics understands works there',
    ],
    [
      'good as total',
      [[`'http_requests_total{code=~"5.."}'`, 'http_requests_total']],
      'spec.indicator.spec.ratioMetric.total: another query than bad has: they are the same',
    ],
    [
      'a histogram without its bucket',
      [['query: http_requests_total }', 'query: request_seconds_bucket }']],
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query: one bucket of request_seconds_bucket, such as le="0.3": without it every event is counted once for each bucket that it fits into',
    ],
    [
      'alerts that an objective makes impossible',
      [['target: 0.99950', 'target: 0.9']],
      'spec.objectives.0: a factor that can be reached. It can never fire: with an objective of 90% a full outage burns 10 times as fast as allowed, and it waits for more than 13.44.',
    ],
  ])('warns of %s', (_, changes, expected) => {
    const { slos, problems } = readSloDocuments(changed(...changes));
    expect(problems.map(it => `${it.path}: ${it.allowed}`)).toEqual([expected]);
    expect(problems[0]).toMatchObject({
      severity: 'warning',
      line: expect.any(Number),
    });
    expect(slos).toHaveLength(1);
  });

  it('tells when the source forgets sooner than the window asks', () => {
    const { problems } = readSloDocuments(availability, { retentionDays: 15 });
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        path: 'spec.timeWindow.0.duration',
        allowed: expect.stringContaining('at most 15d'),
      },
    ]);
  });

  it('knows buckets where somebody looked them up', () => {
    const text = changed(
      ['bad:', 'good:'],
      [
        `'http_requests_total{code=~"5.."}'`,
        `'request_seconds_bucket{job="x",le="0.4"}'`,
      ],
    );
    const bucketsOf = (metric: string) =>
      metric === 'request_seconds_bucket'
        ? [0.1, 0.3, 0.5, Infinity]
        : undefined;
    expect(readSloDocuments(text).problems).toEqual([]);
    expect(readSloDocuments(text, { bucketsOf }).problems).toMatchObject([
      {
        severity: 'error',
        path: 'spec.indicator.spec.ratioMetric.good.metricSource.spec.query',
        found: 'le="0.4"',
        allowed: 'a bucket that request_seconds_bucket has: 0.1, 0.3, 0.5',
      },
    ]);
    const right = text.replace('0.4', '0.50');
    expect(readSloDocuments(right, { bucketsOf }).problems).toEqual([]);
  });
});
