import type { SloSpec } from '../spec';
import { anSlo, badOf } from './__testUtils__/slos';
import { generateRuleGroups } from './groups';
import { measuredText, sliHash } from './measured';

const total = 'http_requests_total{job="shop"}';
const bad = (query: string): Partial<SloSpec> => ({ sli: badOf(query, total) });
const hashOf = (changes: Partial<SloSpec>) => sliHash(anSlo(changes));

describe('what an SLO counts', () => {
  it.each<[string, string, string]>([
    [
      'white space',
      'sum by (job) (rate(x{code=~"5..",job="a"}[$window]))',
      '\n  sum  by(job)(\trate(x { code =~ "5..", job="a" } [ $window ])\n)',
    ],
    ['a comment', 'a - b', 'a # all of them\n  - b # and these'],
    ['a comment in braces', 'a{b="c"}', 'a{ # don\'t\n b="c" }'],
    ['the form of the placeholder', 'f(x[$window])', 'f(x[{{ .window }}])'],
  ])('stays the same whatever the %s', (_, one, other) => {
    expect(hashOf(bad(one))).toBe(hashOf(bad(other)));
  });

  it.each<[string, string, string]>([
    ['the order', 'a - b', 'b - a'],
    ['parentheses', '(a + b) * c', 'a + (b * c)'],
    ['a space within a value', 'a{b="c d"}', 'a{b="cd"}'],
    ['what only looks like a comment', 'a{b="#c"}', 'a{b="#d"}'],
    ['a range', 'f(x[5m])', 'f(x[6m])'],
    ['upper case', 'a', 'A'],
  ])('is another with %s', (_, one, other) => {
    expect(hashOf(bad(one))).not.toBe(hashOf(bad(other)));
  });

  it.each<[string, Partial<SloSpec>]>([
    ['the objective', { objective: '0.5' }],
    ['the window', { window: { kind: 'rolling', days: 7 } }],
    ['the alerts', { alerts: [] }],
    ['the title', { title: 'Another' }],
  ])('does not depend on %s', (_, changes) => {
    expect(hashOf(changes)).toBe(hashOf({}));
  });

  it.each<[string, Partial<SloSpec>]>([
    ['the method', { method: 'RatioTimeslices' }],
    ['the length of a slice', { timeSliceMinutes: 5 }],
    ['the target of a slice', { timeSliceTarget: 0.9 }],
    ['which of two is bad', { sli: badOf('requests_total', 'requests_total') }],
  ])('depends on %s', (_, changes) => {
    expect(hashOf(changes)).not.toBe(hashOf({}));
  });

  it('depends on the threshold, and not on how often something is pushed', () => {
    const metric = { type: 'prometheus', query: 'x' };
    const under = (value: number): Partial<SloSpec> => ({
      sli: { kind: 'threshold', metric, op: 'lt', value },
    });
    expect(hashOf(under(1))).not.toBe(hashOf(under(2)));
    expect(hashOf({ sli: { kind: 'pushed', every: 'PT1H' } })).toBe(
      hashOf({ sli: { kind: 'pushed' } }),
    );
  });

  it('tells data sources apart as it is told to, and leaves other languages alone', () => {
    const raw = (query: string, source?: string) => {
      const { sli } = anSlo({
        sli: {
          kind: 'raw',
          raw: { type: 'other', query, source },
          rawType: 'success',
        },
      });
      return measuredText(anSlo({ sli }), it => it.source);
    };
    expect(raw('a  b')).not.toBe(raw('a b'));
    expect(raw('a', 'x')).not.toBe(raw('a', 'y'));
    expect(raw('a', 'x')).toBe(raw('a', 'x'));
  });

  it('stands on the info series of its rules, whatever else of the document changes', () => {
    const labels = (changes: Partial<SloSpec>) => {
      const [, long] = generateRuleGroups(anSlo(changes));
      return long.rules.at(-1)?.labels ?? {};
    };
    const [before, after] = [labels({}), labels({ objective: '0.5' })];
    expect(before.sli).toBe(hashOf({}));
    expect(after.sli).toBe(before.sli);
    expect(after.version).not.toBe(before.version);
  });
});
