import { parse } from 'yaml';
import { anSlo, badOf } from './__testUtils__/slos';
import { generateRuleGroups } from './groups';
import { generateRules } from './yaml';

// Where the YAML of Prometheus ends a line and others do not: NEL, LS and PS.
const breaks = ['\u0085', '\u2028', '\u2029', '\r', '\ufeff'];

describe.each(breaks)('a file of rules with %j in what people wrote', end => {
  const evil = `x${end}---${end}groups: [{ name: evil, rules: [] }]${end}---${end}`;

  it('keeps it within the annotations and queries it belongs to', () => {
    const slo = anSlo({
      title: evil,
      runbook: `x${end}groups:${end}`,
      sli: badOf(`bad_total{a="${evil}"}`, 'all_total'),
    });
    const text = generateRules([slo]);
    expect(text.split(/[\n\r\u0085\u2028\u2029\ufeff]/)).toEqual(
      text.split('\n'),
    );
    expect(parse(text)).toEqual({ groups: generateRuleGroups(slo) });
  });

  it('says in one line of comment why an SLO has no rules', () => {
    const foreign = { type: evil, query: 'x' };
    const text = generateRules([
      anSlo({ sli: { kind: 'raw', rawType: 'success', raw: foreign } }),
    ]);
    expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(5);
    expect(parse(text)).toEqual({ groups: [] });
  });

  it('leaves out what is no PromQL, as Prometheus would refuse the whole file', () => {
    const good = anSlo({ id: 'a.b.good' });
    const bad = anSlo({
      id: 'a.b.bad',
      sli: badOf('sum(x) bby (y)', 'all_total'),
    });
    const text = generateRules([bad, good]);
    expect(text).toContain(
      '# Without rules: a.b.bad. sli.bad.query is no PromQL from "bby (y)" on',
    );
    expect(parse(text)).toEqual({ groups: generateRuleGroups(good) });
  });

  it('leaves out what Prometheus has refused', () => {
    const text = generateRules(
      [anSlo({ id: 'a.b.bad' }), anSlo({ id: 'a.b.good' })],
      {
        refused: new Map([['a.b.bad', `parse error ${evil}`]]),
      },
    );
    expect(text).toMatch(/^# Without rules: a\.b\.bad\. parse error/m);
    expect(parse(text)).toEqual({
      groups: generateRuleGroups(anSlo({ id: 'a.b.good' })),
    });
  });
});
