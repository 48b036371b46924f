import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import { query } from './exampleSlos';

const slices = { timeSliceMinutes: 1, timeSliceTarget: 0.95 } as const;

/** Every kind of SLO that has rules, with what is told of it. */
export const kinds: [string, Partial<SloSpec>][] = [
  ['bad events of counters', {}],
  [
    'good events of counters',
    {
      sli: {
        kind: 'ratio',
        counter: true,
        good: query(
          'sum(requests_total{code!~"5.."}) - sum(requests_total{code="429"} offset 1m)',
        ),
        total: query('sum(requests_total)'),
      },
    },
  ],
  [
    'the placeholder for the window',
    {
      sli: {
        kind: 'ratio',
        counter: true,
        bad: query(
          'sum(rate(requests_total{code=~"5.."}[{{.window}}])) # failed',
        ),
        total: query('sum(rate(requests_total[$window]))'),
      },
    },
  ],
  [
    'gauges',
    {
      sli: {
        kind: 'ratio',
        counter: false,
        good: query('sum(up{job="shop"})'),
        total: query('count(up{job="shop"})'),
      },
    },
  ],
  ['time slices of bad events', { method: 'Timeslices', ...slices }],
  [
    'time slices of good events',
    {
      method: 'Timeslices',
      ...slices,
      timeSliceMinutes: 10,
      sli: {
        kind: 'ratio',
        counter: true,
        good: query('requests_total{code!~"5.."}'),
        total: query('requests_total'),
      },
    },
  ],
  ['ratios of time slices', { method: 'RatioTimeslices', ...slices }],
  [
    'a ready ratio of success',
    {
      sli: {
        kind: 'raw',
        rawType: 'success',
        raw: query('job:availability:ratio5m{job="shop"}'),
      },
    },
  ],
  [
    'a ready ratio of failure, by slices',
    {
      method: 'Timeslices',
      ...slices,
      sli: {
        kind: 'raw',
        rawType: 'failure',
        raw: query(
          'sum(rate(requests_total{code=~"5.."}[{{.window}}])) / sum(rate(requests_total[{{.window}}]))',
        ),
      },
    },
  ],
  [
    'a threshold',
    {
      sli: {
        kind: 'threshold',
        op: 'lt',
        value: -0.00000012,
        metric: query(
          'histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[5m])))',
        ),
      },
    },
  ],
  [
    'many windows, a text with braces, minimum volume',
    {
      title: 'Searches {{ $labels }} "found"',
      minimumEvents: 100,
      alerts: [
        { severity: 'page', longMinutes: 45, shortMinutes: 10, factor: 3.5 },
        {
          severity: 'ticket',
          longMinutes: 10080,
          shortMinutes: 840,
          factor: 1,
        },
      ],
    },
  ],
  ['the least budget that can be written', { objective: '0.9999999999' }],
];
