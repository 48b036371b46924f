import { fillWindow, promDuration, promQuote, promSelector } from './promql';
import { eventsOver, overSteps, overWindow } from './windows';

describe('eventsOver', () => {
  it.each([
    // Bare selectors are wrapped.
    ['a_total', 'sum(increase(a_total[5m]))'],
    ['a_total{b="c",d=~"}{"}', 'sum(increase(a_total{b="c",d=~"}{"}[5m]))'],
    ['{__name__="a"}', 'sum(increase({__name__="a"}[5m]))'],
    ['a_total offset 2m', 'sum(increase(a_total[5m] offset 2m))'],
    ['a_total offset - 2m', 'sum(increase(a_total[5m] offset - 2m))'],
    ['a_total offset', 'sum(increase(a_total[5m]) offset)'],
    [
      'a_total {b="c"} offset 2m',
      'sum(increase(a_total {b="c"}[5m] offset 2m))',
    ],
    [
      'rate(a[{{.window}}]) + rate(b[1m])',
      'sum(increase(a[5m]) + rate(b[1m]))',
    ],
    ['sum(a_total{x="y"})', 'sum(increase(a_total{x="y"}[5m]))'],
    [
      'sum by (job) (a_total) # of all',
      'sum(sum by (job) (increase(a_total[5m])))',
    ],
    [
      'sum(a_total) - on() sum(b_total)',
      'sum(sum(increase(a_total[5m])) - on() sum(increase(b_total[5m])))',
    ],
    [
      'a_total or 0 * on (job) group_left (pod) b_total',
      'sum(increase(a_total[5m]) or 0 * on (job) group_left (pod) increase(b_total[5m]))',
    ],
    // Names that are words of the language only in other places.
    ['by_total and sum', 'sum(increase(by_total[5m]) and increase(sum[5m]))'],
    // The placeholder is filled, and rates become counts.
    ['sum(rate(a_total[{{.window}}]))', 'sum(increase(a_total[5m]))'],
    ['rate(a_total[$window])', 'sum(increase(a_total[5m]))'],
    [
      'sum(sum_over_time(rate(a[1m])[{{ .window }}:1m]))',
      'sum(sum_over_time(rate(a[1m])[5m:1m]))',
    ],
  ])('of %s', (query, expected) => {
    expect(eventsOver(query, 5)).toBe(expected);
  });
});

describe('overWindow', () => {
  it('leaves a query as it is but for the window, comments and line breaks', () => {
    expect(
      overWindow(
        'histogram_quantile(0.9, # the slow ones\n x[{{.window}}])',
        90,
      ),
    ).toBe('histogram_quantile(0.9, x[90m])');
    expect(overWindow('x{a="# no comment"}', 5)).toBe('x{a="# no comment"}');
  });
});

describe('overSteps', () => {
  it.each([
    [5, 1, '4m59s999ms:1m'],
    [60, 5, '59m59s999ms:5m'],
    [120, 5, '1h59m59s999ms:5m'],
  ])('of %i minutes in steps of %i', (minutes, step, range) => {
    expect(overSteps('x', minutes, step)).toBe(`sum_over_time((x)[${range}])`);
  });
});

describe('pieces of queries', () => {
  it.each([
    [5, '5m'],
    [60, '1h'],
    [90, '90m'],
    [1440, '1d'],
    [4320, '3d'],
  ])('%i minutes are %s', (minutes, expected) => {
    expect(promDuration(minutes)).toBe(expected);
  });

  it('quote whatever a label may hold', () => {
    expect(promQuote('a"b\\c\nd')).toBe('"a\\"b\\\\c\\nd"');
    expect(promSelector('m', { a: '"} or up{' })).toBe('m{a="\\"} or up{"}');
  });

  it('fill every placeholder', () => {
    expect(fillWindow('a[$window] b[${window}] c[{{ .window }}]', '5m')).toBe(
      'a[5m] b[5m] c[5m]',
    );
  });
});
