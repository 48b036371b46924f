import {
  bucketQueries,
  contributorsQuery,
  generateRuleGroups,
  generateRules,
  ruleGroupsYaml,
} from '@gold-layer/backstage-plugin-common';
import { exampleSlo, query, requests } from './exampleSlos';
import { kinds } from './sloKinds';
import { checkRules, describeWithPromtool } from './promtool';

describeWithPromtool('promtool check rules', () => {
  it.each(kinds)('is happy with %s', (_title, changes) => {
    const said = checkRules(
      generateRules([exampleSlo(changes)], {
        portalUrl: 'https://portal.example/',
      }),
    );
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
    expect(said).not.toMatch(/FAILED|duplicate/i);
  });

  it('is happy with many SLOs in one file, and with none', () => {
    const slos = kinds.map(([, changes], index) =>
      exampleSlo({ ...changes, id: `default.shop.slo-${index}` }),
    );
    const pushed = exampleSlo({
      id: 'default.shop.batch',
      sli: { kind: 'pushed' },
    });
    const said = checkRules(generateRules([...slos, pushed]));
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
    expect(checkRules(generateRules([pushed]))).toMatch(/SUCCESS: 0 rules/);
  });

  it('is happy with queries that ask for buckets and contributors straight away', () => {
    const queries = kinds.flatMap(([, changes]) => {
      const slo = exampleSlo(changes);
      const contributors = contributorsQuery(slo, 'pod', 60);
      return [
        ...Object.values(bucketQueries(slo) ?? {}),
        ...Object.values(bucketQueries(slo, { minutes: 60 }) ?? {}),
        ...('query' in contributors ? [contributors.query] : []),
      ];
    });
    expect(queries.length).toBeGreaterThan(4 * kinds.length);
    const rules = queries.map((expr, index) => ({
      record: `query_${index}`,
      expr,
      labels: {},
    }));
    const groups = [{ name: 'queries', interval: '1m', rules }];
    expect(checkRules(ruleGroupsYaml(groups))).toMatch(/SUCCESS/);
  });

  it('would refuse a file with a query that makes no sense, and so it has none', () => {
    const sli = { ...requests, total: query('sum(requests_total) bby (x)') };
    const slo = exampleSlo({ sli });
    expect(checkRules(ruleGroupsYaml(generateRuleGroups(slo)))).toMatch(
      /FAILED/,
    );
    expect(
      checkRules(generateRules([slo, exampleSlo({ id: 'a.b.good' })])),
    ).toMatch(/SUCCESS/);
  });
});
