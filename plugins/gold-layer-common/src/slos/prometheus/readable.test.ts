import { unreadableFrom } from './readable';

describe('PromQL', () => {
  it.each([
    'up',
    'sum by (job) (rate(http_requests_total{code=~"5.."}[{{.window}}]))',
    'increase(x_total[$window] offset 5m) or vector(0)',
    'histogram_quantile(0.99, sum(rate(x_bucket[${window}])) by (le)) # p99',
    'a / on (job) group_left (owner) b > bool 1',
    '{__name__=~"a|b", job!=""}',
    'max_over_time(sum(up)[30m:1m])',
    'sum without (pod) (x) @ end()',
  ])('reads %s', query => {
    expect(unreadableFrom(query)).toBeUndefined();
  });

  it.each([
    ['sum(up) bby (code)', 'bby (code)'],
    ['rate(up[5m]', ''],
    ['up{code="500"', ''],
    ['up{code=500}', '500}'],
    ['up[five]', 'five]'],
    ['select * from up', 'up'],
    ['', ''],
  ])('does not read %s', (query, rest) => {
    expect(unreadableFrom(query)).toBe(rest);
  });

  it('takes little time for a long and broken query', () => {
    const broken = `${'sum('.repeat(800)}${'a{b="c"} + ) ['.repeat(400)}`;
    expect(unreadableFrom(broken)).toEqual(expect.any(String));
  });
});
