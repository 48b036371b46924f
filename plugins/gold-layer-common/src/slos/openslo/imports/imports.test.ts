import { readSloDocuments } from '../readSloDocuments';
import { importFormatOf, importSlos } from './index';

const sloth = `
version: prometheus/v1
service: ferry-booking
labels: { squad: harbour }
slos:
  - name: bookings-answered
    objective: 99.950
    description: Booking requests that get an answer.
    sli:
      events:
        error_query: sum(rate(booking_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(booking_requests_total[{{.window}}]))
    alerting:
      name: BookingErrors
      annotations: { runbook: https://runbooks.example.com/booking }
      page_alert: { labels: { severity: call } }
      ticket_alert: { disable: true }
  - name: Tide Table
    objective: 95
    sli: { raw: { error_ratio_query: 'tide:errors:ratio{service="{{.service}}"}' } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
  - name: by-plugin
    objective: 99
    sli: { plugin: { id: harbour/availability, options: { job: ferry } } }
  - name: everything
    objective: 100
    sli: { events: { error_query: a, total_query: b } }
  - name: misspelt
    objectiv: 99
    sli: { events: { error_query: a, total_query: b } }
`;

const resource = `
apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: { name: ferry, namespace: monitoring }
spec:
  service: ferry-booking
  sloPlugins: { chain: [] }
  slos:
    - name: answered
      objective: 99.9
      plugins: { chain: [] }
      interval: { all: 5m }
      sli:
        events:
          errorQuery: sum(increase(failed_total[{{ .window }}]))
          totalQuery: sum(increase(seen_total[{{ .window }}]))
      alerting: { pageAlert: { disable: true } }
`;

const pyrra = (spec: string, metadata = 'labels: { app: lighthouse }') => `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: beam-errors, ${metadata} }
spec:
  target: "99.90"
  window: 2w
  ${spec}
`;

/** What an import makes of a text, read back. */
function imported(text: string) {
  const result = importSlos(text);
  if (!result) throw new Error('No format was recognised');
  const read = readSloDocuments(result.text);
  return {
    ...result,
    slos: read.slos,
    notes: result.report.map(({ path, note }) => `${path}: ${note}`),
  };
}

describe('importing from Sloth', () => {
  it('carries what it can and tells the rest', () => {
    const { format, slos, notes } = imported(sloth);
    expect(format).toBe('sloth');
    expect(slos).toMatchObject([
      {
        id: 'default.ferry-booking.bookings-answered',
        description: 'Booking requests that get an answer.',
        objective: '0.9995',
        window: { kind: 'rolling', days: 30 },
        method: 'Occurrences',
        sli: {
          kind: 'ratio',
          counter: true,
          bad: {
            query:
              'sum(rate(booking_requests_total{code=~"5.."}[{{.window}}]))',
          },
          total: { query: 'sum(rate(booking_requests_total[{{.window}}]))' },
        },
        alerts: [
          { severity: 'page', longMinutes: 60, factor: 14.4 },
          { severity: 'page', longMinutes: 360, factor: 6 },
        ],
        runbook: 'https://runbooks.example.com/booking',
        labels: { squad: 'harbour' },
      },
      {
        id: 'default.ferry-booking.tide-table',
        title: 'Tide Table',
        sli: { kind: 'raw', rawType: 'failure' },
        alerts: [],
      },
    ]);
    expect(notes).toEqual([
      'slos: Got a rolling window of 30 days, the default of Sloth: its files name none.',
      'slos.0.alerting.name: Left out: alerts have names, labels and texts of Gold Layer.',
      'slos.0.alerting.page_alert: Left out: route by the label severity="page", or by slo and service.',
      'slos.1.sli.raw.error_ratio_query: Put the value in by hand: only {{.window}} is filled in here.',
      'slos.1.sli.raw: Became a ratio of failures that is read in slices: each slice weighs the same, however many events it has.',
      'slos.1.name: Became tide-table, as names are DNS labels here.',
      'slos.2.sli.plugin: Left out with its SLO: the query is made by a plugin. Generate rules with Sloth, and take the query from there.',
      'slos.3.objective: Left out with its SLO: an objective is from 0 to below 100, as 100 leaves no budget.',
      'slos.4.objective: a percentage',
      'slos.4.objectiv: no field of this name; did you mean objective?',
    ]);
  });

  it('knows the resource for Kubernetes', () => {
    const { slos, notes } = imported(resource);
    expect(slos).toMatchObject([
      {
        id: 'default.ferry-booking.answered',
        sli: { bad: { query: 'sum(increase(failed_total[{{ .window }}]))' } },
        alerts: [{ severity: 'ticket' }, { severity: 'ticket' }],
      },
    ]);
    expect(notes).toEqual([
      'spec.sloPlugins: Left out: plugins of Sloth are its own programs.',
      'spec.slos: Got a rolling window of 30 days, the default of Sloth: its files name none.',
      'spec.slos.0.plugins: Left out: plugins of Sloth are its own programs.',
      'spec.slos.0.interval: Left out: Gold Layer chooses how often its rules run.',
    ]);
  });
});

describe('importing from Pyrra', () => {
  it.each([
    [
      'errors',
      'indicator: { ratio: { errors: { metric: \'lamp_total{ok="no"}\' }, total: { metric: lamp_total }, grouping: [lamp] } }',
      {
        contributors: ['lamp'],
        sli: {
          kind: 'ratio',
          counter: true,
          bad: { query: 'lamp_total{ok="no"}' },
          total: { query: 'lamp_total' },
        },
      },
    ],
    [
      'latency',
      'indicator: { latency: { success: { metric: \'turn_bucket{le="1"}\' }, total: { metric: turn_count } } }',
      {
        sli: {
          good: { query: 'turn_bucket{le="1"}' },
          total: { query: 'turn_count' },
        },
      },
    ],
    [
      'latency of native histograms',
      'indicator: { latencyNative: { total: { metric: turn_seconds }, latency: 200ms } }',
      {
        sli: {
          good: {
            query:
              '(histogram_fraction(0, 0.2, sum(increase(turn_seconds[{{.window}}]))) * histogram_count(sum(increase(turn_seconds[{{.window}}]))) >= 0) or 0 * histogram_count(sum(increase(turn_seconds[{{.window}}])))',
          },
          total: {
            query: 'histogram_count(sum(increase(turn_seconds[{{.window}}])))',
          },
        },
      },
    ],
    [
      'true and false',
      'indicator: { bool_gauge: { metric: lit } }\n  alerting: { disabled: true }',
      {
        alerts: [],
        sli: {
          counter: false,
          good: { query: 'sum(lit)' },
          total: { query: 'count(lit)' },
        },
      },
    ],
  ])('carries %s', (_, spec, expected) => {
    const { format, slos } = imported(pyrra(spec));
    expect(format).toBe('pyrra');
    expect(slos).toMatchObject([
      {
        id: 'default.lighthouse.beam-errors',
        service: 'component:default/lighthouse',
        objective: '0.999',
        window: { kind: 'rolling', days: 14 },
        ...expected,
      },
    ]);
  });

  it('tells what was left out or assumed', () => {
    const { notes } = imported(
      pyrra(
        `indicator: { ratio: { errors: { metric: a }, total: { metric: b }, grouping: [c] } }
  partial_response_strategy: warn
  alerting: { name: Dark, burnRateType: dynamic, absent: true }`,
        'namespace: monitoring',
      ),
    );
    expect(notes).toEqual([
      'metadata.name: Taken as the service, as Pyrra names none: component:default/beam-errors. Correct spec.service where it is another.',
      'metadata.namespace: Left out: namespaces of Kubernetes are not those of the catalog.',
      'spec.partial_response_strategy: Left out: partial answers are always marked as such.',
      'spec.alerting.name: Left out: alerts have a name of Gold Layer.',
      'spec.alerting.absent: Left out: where nothing is measured, Gold Layer says so itself and alerts nobody.',
      'spec.alerting.burnRateType: Left out: factors follow from the window; set minimum-events for low traffic.',
      'spec.alerting: Got the burn alerts that are usual here; those of Pyrra have other factors (14, 7, 2, 1).',
      'spec.indicator.ratio.grouping: Became one SLO for all groups; their labels tell contributors apart. Write one SLO for each group that needs an objective of its own.',
    ]);
  });

  it.each([
    ['a window of minutes', 'window: 2w', 'window: 90m', 'spec.window'],
    ['a promise of everything', '99.90', '100', 'spec.target'],
    ['no indicator', 'ratio', 'ratios', 'spec.indicator.ratios'],
  ])('leaves out %s', (_, from, to, path) => {
    const text = pyrra(
      'indicator: { ratio: { errors: { metric: a }, total: { metric: b } } }',
    );
    const { slos, report } = imported(text.replace(from, to));
    expect(slos).toEqual([]);
    expect(report.map(it => it.path)).toEqual(
      expect.arrayContaining([path, '']),
    );
  });

  it('takes lists, and names those that are something else', () => {
    const one = pyrra(
      'indicator: { ratio: { errors: { metric: a }, total: { metric: b } } }',
    );
    const list = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjectiveList
items:
  - { apiVersion: pyrra.dev/v1alpha1, kind: ServiceLevelObjective, metadata: { name: x }, spec: { target: '99', window: 1d, indicator: { ratio: { errors: { metric: a }, total: { metric: b } } } } }
`;
    expect(imported(`${one}---\n${list}`).slos).toHaveLength(2);
    const mixed = imported(`${one}---\nkind: ConfigMap\n`);
    expect(mixed.slos).toHaveLength(1);
    expect(mixed.notes).toContain(
      '2:: Left out: no ServiceLevelObjective of Pyrra.',
    );
  });
});

it.each([
  [
    'sloth',
    sloth.replace(/error_query: .*/, `error_query: '${'{{'.repeat(200_000)}'`),
  ],
  [
    'pyrra',
    pyrra(
      'indicator: { ratio: { errors: { metric: a }, total: { metric: b } } }',
    ).replace(/window: .*/, `window: '${'1'.repeat(400_000)}'`),
  ],
] as const)(
  'a file of %s as long as it may be is no trouble',
  (format, text) => {
    expect(imported(text).format).toBe(format);
  },
);

describe('importFormatOf', () => {
  it.each([
    [sloth, 'sloth'],
    [resource, 'sloth'],
    [`# nothing\n---\n${pyrra('a: 1')}`, 'pyrra'],
    ['apiVersion: openslo/v1', undefined],
    ['{', undefined],
  ])('tells by what a file says of itself (%#)', (text, format) => {
    expect(importFormatOf(text)).toBe(format);
  });
});
