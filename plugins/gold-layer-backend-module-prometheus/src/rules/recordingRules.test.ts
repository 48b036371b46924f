import type { Sli, SloSpec } from '@gold-layer/backstage-plugin-common';
import { exampleSlo, query } from './exampleSlos';
import { describeWithPromtool, play } from './promtool';
import { ratio, recorded } from './recorded';
import { counter, failed, steady, worked } from './stories';

const happy = /SUCCESS/;
const good: Sli = {
  kind: 'ratio',
  counter: true,
  good: query('requests_total{job="shop",code!~"5.."}'),
  total: query('requests_total{job="shop"}'),
};

function ofSli(sli: Sli, changes: Partial<SloSpec> = {}): SloSpec {
  return exampleSlo({ sli, ...changes });
}

describeWithPromtool('recording rules', () => {
  it('count events, and weigh long windows by them', () => {
    expect(
      play({
        slo: exampleSlo(),
        series: {
          [worked]: counter([
            { minutes: 60, perMinute: 90 },
            { minutes: 60, perMinute: 990 },
          ]),
          [failed]: steady(10, 120),
        },
        values: [
          ...recorded('60m', { total: 500, bad: 50, ratio: 0.1 }),
          ...recorded('120m', { total: 5000, bad: 50, ratio: 0.01 }),
          // 1200 of 66000 events, but for those of the ends that are not counted five times yet.
          { at: '120m', expr: `${ratio('2h')} > bool 0.018`, value: 1 },
          { at: '120m', expr: `${ratio('2h')} < bool 0.0195`, value: 1 },
          { at: '120m', expr: 'gold_layer:slo_objective:ratio', value: 0.999 },
          { at: '120m', expr: 'gold_layer:slo_rules:info', value: 1 },
        ],
      }),
    ).toMatch(happy);
  });

  it('know that a service without an error series never failed', () => {
    expect(
      play({
        slo: exampleSlo(),
        series: { [worked]: steady(100) },
        values: recorded('30m', { total: 500, bad: 0, ratio: 0 }),
      }),
    ).toMatch(happy);
  });

  it('record zero events but no ratio while idle', () => {
    expect(
      play({
        slo: exampleSlo(),
        series: { [worked]: steady(0), [failed]: steady(0) },
        alerts: [{ at: '60m', firing: [] }],
        values: [
          ...recorded('60m', { total: 0, bad: 0 }),
          { at: '60m', expr: ratio('1h') },
          { at: '60m', expr: ratio('3d') },
        ],
      }),
    ).toMatch(happy);
  });

  it('record nothing at all where nothing is measured', () => {
    expect(
      play({
        slo: exampleSlo(),
        series: { 'requests_total{job="other"}': steady(100) },
        alerts: [{ at: '60m', firing: [] }],
        values: recorded('60m', {}),
      }),
    ).toMatch(happy);
  });

  it('do not take errors for a measurement where the total is gone', () => {
    const sli: Sli = {
      kind: 'ratio',
      counter: true,
      bad: query('requests_total{code="500"}'),
      total: query('requests_all_total'),
    };
    expect(
      play({
        slo: ofSli(sli),
        series: { [failed]: steady(100) },
        alerts: [{ at: '60m', firing: [] }],
        values: recorded('60m', {}),
      }),
    ).toMatch(happy);
  });

  it('leave a gap where nothing was scraped, and go on afterwards', () => {
    const gap = (perMinute: number) =>
      counter([
        { minutes: 30, perMinute },
        { minutes: 20, missing: true },
        { minutes: 30, perMinute },
      ]);
    expect(
      play({
        slo: exampleSlo(),
        series: { [worked]: gap(90), [failed]: gap(10) },
        values: [
          ...recorded('45m', {}),
          { at: '45m', expr: `round(${ratio('1h')}, 0.0001)`, value: 0.1 },
          ...recorded('60m', { total: 500, bad: 50, ratio: 0.1 }),
        ],
      }),
    ).toMatch(happy);
  });

  it('survive a restart of the counters: no negative and no huge numbers', () => {
    const restarted = (perMinute: number) =>
      counter([
        { minutes: 30, perMinute },
        'restart',
        { minutes: 30, perMinute },
      ]);
    expect(
      play({
        slo: exampleSlo({ objective: '0.9' }),
        series: { [worked]: restarted(100), [failed]: restarted(1) },
        alerts: [
          { at: '31m', firing: [] },
          { at: '33m', firing: [] },
        ],
        values: recorded('33m', { total: 505, bad: 5, ratio: 0.0099 }),
      }),
    ).toMatch(happy);
  });

  describe('of good events', () => {
    it('take the rest for bad', () => {
      expect(
        play({
          slo: ofSli(good),
          series: { [worked]: steady(80), [failed]: steady(20) },
          alerts: [{ at: '60m', firing: ['1h', '6h', '1d', '3d'] }],
          values: recorded('60m', { total: 500, bad: 100, ratio: 0.2 }),
        }),
      ).toMatch(happy);
    });

    it('take everything for bad where nothing ever worked', () => {
      expect(
        play({
          slo: ofSli(good),
          series: { [failed]: steady(100) },
          values: recorded('60m', { total: 500, bad: 500, ratio: 1 }),
        }),
      ).toMatch(happy);
    });

    it('never count less than nothing where good runs ahead', () => {
      const ahead = ofSli({ ...good, good: query('answers_total') });
      expect(
        play({
          slo: ahead,
          series: { [worked]: steady(100), answers_total: steady(101) },
          values: recorded('60m', { total: 500, bad: 0, ratio: 0 }),
        }),
      ).toMatch(happy);
    });

    it('read the buckets of a histogram', () => {
      const latency = ofSli({
        kind: 'ratio',
        counter: true,
        good: query('duration_seconds_bucket{le="0.3"}'),
        total: query('duration_seconds_count'),
      });
      expect(
        play({
          slo: latency,
          series: {
            'duration_seconds_bucket{pod="a",le="0.3"}': steady(45),
            'duration_seconds_bucket{pod="a",le="+Inf"}': steady(50),
            'duration_seconds_count{pod="a"}': steady(50),
            'duration_seconds_bucket{pod="b",le="0.3"}': steady(50),
            'duration_seconds_bucket{pod="b",le="+Inf"}': steady(50),
            'duration_seconds_count{pod="b"}': steady(50),
          },
          alerts: [{ at: '60m', firing: ['1h', '6h', '1d', '3d'] }],
          values: recorded('60m', { total: 500, bad: 25, ratio: 0.05 }),
        }),
      ).toMatch(happy);
    });
  });

  it('count events of queries that ask for a rate over the placeholder', () => {
    const rates = ofSli({
      kind: 'ratio',
      counter: true,
      bad: query('sum(rate(requests_total{code="500"}[{{.window}}]))'),
      total: query('sum by (job) (rate(requests_total[$window]))'),
    });
    expect(
      play({
        slo: rates,
        series: { [worked]: steady(90), [failed]: steady(10) },
        values: recorded('60m', { total: 500, bad: 50, ratio: 0.1 }),
      }),
    ).toMatch(happy);
  });

  it('read gauges once a minute', () => {
    const replicas = ofSli({
      kind: 'ratio',
      counter: false,
      good: query('up{job="shop"}'),
      total: query('count(up{job="shop"})'),
    });
    expect(
      play({
        slo: replicas,
        series: {
          'up{job="shop",pod="a"}': '1x60',
          'up{job="shop",pod="b"}': '1x55 0x5',
        },
        values: [
          ...recorded('50m', { total: 10, bad: 0, ratio: 0 }),
          ...recorded('60m', { total: 10, bad: 5, ratio: 0.5 }),
        ],
      }),
    ).toMatch(happy);
  });
});
