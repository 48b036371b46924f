import type { Sli, SloSpec } from '@gold-layer/backstage-plugin-common';
import { exampleSlo, query } from './exampleSlos';
import { describeWithPromtool, play } from './promtool';
import { ratio, recorded } from './recorded';
import { counter, failed, worked } from './stories';

const happy = /SUCCESS/;

/** Scraped every fifteen seconds, so that a slice of a minute has what it needs. */
const every = '15s';
const scraped = (stretches: [minutes: number, perMinute: number][]) =>
  counter(
    stretches.map(([minutes, perMinute]) => ({ minutes, perMinute })),
    4,
  );

const noNumber = Array(61).fill('NaN').join(' ');

const bad: Sli = exampleSlo().sli;
const good: Sli = {
  kind: 'ratio',
  counter: true,
  good: query('requests_total{job="shop",code!~"5.."}'),
  total: query('requests_total{job="shop"}'),
};

function sliced(changes: Partial<SloSpec>): SloSpec {
  return exampleSlo({
    objective: '0.99',
    method: 'Timeslices',
    timeSliceMinutes: 1,
    timeSliceTarget: 0.95,
    ...changes,
  });
}

describeWithPromtool.each([
  ['bad', bad],
  ['good', good],
])('time slices of %s events', (_kind, sli) => {
  it('count a slice as a whole, good or bad by its target', () => {
    expect(
      play({
        slo: sliced({ sli }),
        every,
        series: {
          [worked]: scraped([
            [60, 960],
            [60, 800],
          ]),
          [failed]: scraped([
            [60, 40],
            [60, 200],
          ]),
        },
        alerts: [
          { at: '60m', firing: [] },
          { at: '75m', firing: ['1h', '6h', '1d', '3d'] },
        ],
        values: [
          ...recorded('60m', { total: 5, bad: 0, ratio: 0 }),
          ...recorded('63m', { total: 5, bad: 3, ratio: 0.6 }),
          ...recorded('75m', { total: 5, bad: 5, ratio: 1 }),
        ],
      }),
    ).toMatch(happy);
  });

  it('leave slices without traffic out', () => {
    expect(
      play({
        slo: sliced({ sli }),
        every,
        series: {
          [worked]: scraped([
            [30, 100],
            [30, 0],
          ]),
          [failed]: scraped([[60, 0]]),
        },
        alerts: [{ at: '60m', firing: [] }],
        values: [
          ...recorded('32m', { total: 3, bad: 0, ratio: 0 }),
          ...recorded('60m', { total: 0, bad: 0 }),
        ],
      }),
    ).toMatch(happy);
  });

  it('take the mean of ratios where the method says so', () => {
    expect(
      play({
        slo: sliced({ sli, method: 'RatioTimeslices' }),
        every,
        series: {
          [worked]: scraped([
            [57, 9000],
            [3, 6],
            [60, 0],
          ]),
          [failed]: scraped([
            [57, 1000],
            [3, 4],
            [60, 0],
          ]),
        },
        values: [
          // Two busy slices with a tenth failing, three quiet ones with four tenths.
          { at: '60m', expr: 'gold_layer:sli_total:increase5m', value: 5 },
          { at: '60m', expr: `round(${ratio('5m')}, 0.01)`, value: 0.28 },
          ...recorded('120m', { total: 0, bad: 0 }),
        ],
      }),
    ).toMatch(happy);
  });
});

describeWithPromtool('time slices', () => {
  it('know that a service without an error series never failed', () => {
    expect(
      play({
        slo: sliced({}),
        every,
        series: { [worked]: scraped([[60, 100]]) },
        values: recorded('60m', { total: 5, bad: 0, ratio: 0 }),
      }),
    ).toMatch(happy);
  });

  it('of more than five minutes are judged every five minutes', () => {
    expect(
      play({
        slo: sliced({ timeSliceMinutes: 15 }),
        every,
        series: {
          [worked]: scraped([
            [60, 100],
            [30, 0],
          ]),
          [failed]: scraped([
            [60, 0],
            [30, 100],
          ]),
        },
        values: [
          ...recorded('60m', { total: 1, bad: 0, ratio: 0 }),
          ...recorded('67m', { total: 1, bad: 1, ratio: 1 }),
        ],
      }),
    ).toMatch(happy);
  });
});

describeWithPromtool('thresholds', () => {
  const latency = (op: 'lt' | 'lte' | 'gt' | 'gte'): SloSpec =>
    exampleSlo({
      objective: '0.99',
      sli: { kind: 'threshold', op, value: 0.3, metric: query('p99_seconds') },
    });

  it.each([
    ['lt', 1],
    ['lte', 0],
    ['gt', 1],
    ['gte', 0],
  ] as const)('judge the value itself by %s', (op, badAtLimit) => {
    expect(
      play({
        slo: latency(op),
        series: { p99_seconds: '0.3x60' },
        values: recorded('60m', {
          total: 5,
          bad: badAtLimit * 5,
          ratio: badAtLimit,
        }),
      }),
    ).toMatch(happy);
  });

  it('page while the value is bad, and count the worst of several series', () => {
    expect(
      play({
        slo: latency('lt'),
        series: {
          'p99_seconds{pod="a"}': '0.2x120',
          'p99_seconds{pod="b"}': '0.2x60 0.9x30 0.2x30',
        },
        alerts: [
          { at: '60m', firing: [] },
          { at: '80m', firing: ['1h', '6h', '1d', '3d'] },
          { at: '97m', firing: ['6h', '1d', '3d'] },
        ],
        values: recorded('62m', { total: 5, bad: 2, ratio: 0.4 }),
      }),
    ).toMatch(happy);
  });

  it('do not count what is not a number: nobody asked for anything', () => {
    expect(
      play({
        slo: latency('lt'),
        series: { p99_seconds: noNumber },
        alerts: [{ at: '60m', firing: [] }],
        values: recorded('60m', { total: 0, bad: 0 }),
      }),
    ).toMatch(happy);
  });

  it('record nothing where there is no value', () => {
    expect(
      play({
        slo: latency('gt'),
        series: { p99_seconds: '0.2x30' },
        values: recorded('50m', {}),
      }),
    ).toMatch(happy);
  });
});

describeWithPromtool('ready ratios', () => {
  const ready = (
    rawType: 'success' | 'failure',
    changes: Partial<SloSpec> = {},
  ): SloSpec =>
    exampleSlo({
      objective: '0.99',
      sli: { kind: 'raw', rawType, raw: query('shop:ratio') },
      ...changes,
    });

  it.each([
    ['success', 0.75],
    ['failure', 0.25],
  ] as const)('count a share of each reading: %s', (rawType, value) => {
    expect(
      play({
        slo: ready(rawType),
        series: { 'shop:ratio': `${value}x60` },
        values: recorded('60m', { total: 5, bad: 1.25, ratio: 0.25 }),
      }),
    ).toMatch(happy);
  });

  it.each([
    ['success', 0.94],
    ['failure', 0.06],
  ] as const)('count bad slices by the target: %s', (rawType, value) => {
    const edge = rawType === 'success' ? 0.95 : 0.05;
    expect(
      play({
        slo: ready(rawType, { method: 'Timeslices', timeSliceTarget: 0.95 }),
        series: { 'shop:ratio': `${edge}x30 ${value}x30` },
        values: [
          ...recorded('30m', { total: 5, bad: 0, ratio: 0 }),
          ...recorded('60m', { total: 5, bad: 5, ratio: 1 }),
        ],
      }),
    ).toMatch(happy);
  });

  it.each(['Occurrences', 'Timeslices'] as const)(
    'take a percentage for no measurement: %s',
    method => {
      expect(
        play({
          slo: ready('success', { method, timeSliceTarget: 0.95 }),
          series: { 'shop:ratio': '99.9x60' },
          values: recorded('60m', {}),
        }),
      ).toMatch(happy);
    },
  );

  it.each(['Occurrences', 'Timeslices'] as const)(
    'take 0/0 for idle: %s',
    method => {
      expect(
        play({
          slo: ready('success', { method, timeSliceTarget: 0.95 }),
          series: { 'shop:ratio': noNumber },
          alerts: [{ at: '60m', firing: [] }],
          values: recorded('60m', { total: 0, bad: 0 }),
        }),
      ).toMatch(happy);
    },
  );
});
