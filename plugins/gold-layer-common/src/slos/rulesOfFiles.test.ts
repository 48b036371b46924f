import { rulesOfFiles } from './rulesOfFiles';

const slo = (changes: Record<string, string> = {}) => {
  const text = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
spec:
  service: shop
  indicator:
    metadata:
      name: answers
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec:
              query: requests_total{code="500"}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: requests_total
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
`;
  return Object.entries(changes).reduce(
    (changed, [from, to]) => changed.replace(from, to),
    text,
  );
};

describe('rulesOfFiles', () => {
  it('makes one file of rules', () => {
    const { rules, errors, slos } = rulesOfFiles(
      [
        { path: 'a.yaml', text: slo() },
        { path: 'b.yaml', text: slo({ 'service: shop': 'service: till' }) },
      ],
      { portalUrl: 'https://portal.example' },
    );
    expect(errors).toEqual([]);
    expect(slos.map(it => it.id)).toEqual([
      'default.shop.availability',
      'default.till.availability',
    ]);
    expect(rules).toContain('name: gold-layer:default.till.availability');
    expect(rules).toContain('portal_url: https://portal.example/gold-layer');
  });

  it('makes none as long as anything is wrong, and says where', () => {
    const { rules, errors } = rulesOfFiles([
      { path: 'a.yaml', text: slo({ '0.999': '99.9' }) },
      { path: 'b.yaml', text: slo() },
      { path: 'c.yaml', text: slo() },
      { path: 'd.yaml', text: '' },
    ]);
    expect(rules).toBeUndefined();
    expect(errors).toEqual([
      expect.stringMatching(
        /^a\.yaml:28: error: spec\.objectives\.0\.target: found 99\.9; allowed: /,
      ),
      'c.yaml:1: error: metadata.name: found availability; allowed: another name: b.yaml has an SLO with the address default.shop.availability already',
      expect.stringMatching(/^d\.yaml: error: found an empty file/),
    ]);
  });

  it('says which SLOs have no rules', () => {
    const { rules, notNeeded } = rulesOfFiles([
      {
        path: 'a.yaml',
        text: slo({
          'type: Prometheus\n            spec:\n              query: requests_total{code="500"}':
            'type: gold-layer-push',
          'type: Prometheus\n            spec:\n              query: requests_total':
            'type: gold-layer-push',
        }),
      },
    ]);
    expect(rules).toContain('groups: []');
    expect(notNeeded).toEqual([
      expect.stringMatching(/^default\.shop\.availability: .*pushed/),
    ]);
  });
});
