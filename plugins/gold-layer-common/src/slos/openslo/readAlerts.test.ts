import { availability } from './__testUtils__/availability';
import { problemsOf } from './__testUtils__/problemsOf';
import { readSloDocuments } from './readSloDocuments';

const policy = 'spec.alertPolicies.0.spec.conditions.0.spec';

function withAlert(condition: string, severity = 'page'): string {
  return `${availability}  alertPolicies:
    - kind: AlertPolicy
      metadata: { name: own }
      spec:
        conditions:
          - kind: AlertCondition
            spec: { severity: ${severity}, condition: { ${condition} } }
`;
}

describe('alerts of a document', () => {
  it.each([
    [
      'threshold: 14.4, lookbackWindow: 1h',
      { longMinutes: 60, shortMinutes: 5, factor: 14.4 },
    ],
    [
      'kind: burnrate, op: gt, threshold: 2, lookbackWindow: 3d, alertAfter: 0m',
      { longMinutes: 4320, shortMinutes: 360, factor: 2 },
    ],
  ])('are burn alerts: %s', (condition, alert) => {
    const { slos, problems } = readSloDocuments(withAlert(condition));
    expect(problems).toEqual([]);
    expect(slos[0].alerts).toEqual([{ severity: 'page', ...alert }]);
  });

  it.each([
    ['page', 'page', 0],
    ['Critical', 'page', 0],
    ['sev1', 'page', 0],
    ['P0', 'page', 0],
    ['ticket', 'ticket', 0],
    ['warning', 'ticket', 0],
    ['sev4', 'ticket', 0],
    ['purple', 'ticket', 1],
  ])('are told apart by severity: %s', (written, severity, warnings) => {
    const text = withAlert('threshold: 2, lookbackWindow: 1d', written);
    const { slos, problems } = readSloDocuments(text);
    expect(slos[0].alerts).toMatchObject([{ severity }]);
    expect(problems).toHaveLength(warnings);
  });

  it.each([
    [
      'threshold: 2500, lookbackWindow: 1h',
      `warning ${policy}.condition.threshold: a factor that can be reached. It can never fire: with an objective of 99.95% a full outage burns 2000 times as fast as allowed, and it waits for more than 2500.`,
    ],
    [
      'threshold: 0.5, lookbackWindow: 1h',
      `error ${policy}.condition.threshold: at least 1 for an alert that pages: below it the budget lasts the whole window`,
    ],
    [
      'threshold: 3, lookbackWindow: 1h, alertAfter: 10m',
      `warning ${policy}.condition.alertAfter: at most 5m: instead of waiting, a second window of that length has to burn as well`,
    ],
    [
      'threshold: 3, lookbackWindow: 1h, op: lt',
      `error ${policy}.condition.op: gt: a budget is in danger when it burns faster, not slower`,
    ],
    [
      'threshold: 3, lookbackWindow: 1h, op: gte',
      `warning ${policy}.condition.op: gt: a burn of exactly the threshold does not alert`,
    ],
    [
      'threshold: 3, lookbackWindow: 0h',
      `error ${policy}.condition.lookbackWindow: a duration above 0, such as 1h`,
    ],
    [
      'threshold: 3, lookbackWindow: 9999999Y',
      `error ${policy}.condition.lookbackWindow: at most 31d`,
    ],
    [
      'threshold: 0, lookbackWindow: 1h',
      `error ${policy}.condition.threshold: a number above 0`,
    ],
    [
      'threshold: 3, lookbackWindow: 1h, kind: average',
      `error ${policy}.condition.kind: burnrate, the only kind there is`,
    ],
  ])('are checked: %s', (condition, expected) => {
    expect(problemsOf(withAlert(condition))).toEqual([expected]);
  });

  it('say when their short window is shorter than four scrapes', () => {
    const { problems } = readSloDocuments(
      withAlert('threshold: 3, lookbackWindow: 30m'),
      { scrapeSeconds: 60 },
    );
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        path: `${policy}.condition.lookbackWindow`,
        found: '"30m"',
        allowed: expect.stringMatching(/^at least 4 minutes/),
      },
    ]);
  });

  it('are none where the policy is not to alert', () => {
    const text = withAlert('threshold: 3, lookbackWindow: 1h').replace(
      'conditions:',
      'alertWhenBreaching: false\n        conditions:',
    );
    expect(readSloDocuments(text).slos).toMatchObject([{ alerts: [] }]);
  });

  it('are so many and no more, and none is kept that cannot be watched', () => {
    const conditions = Array.from(
      { length: 30 },
      (_, index) =>
        `{ kind: AlertCondition, spec: { severity: page, condition: { threshold: 2, lookbackWindow: ${index + 1}h } } }`,
    );
    const { documents } = readSloDocuments(
      withAlert('threshold: 3, lookbackWindow: 40d').replace(
        'conditions:',
        `conditions:\n          - ${conditions.join('\n          - ')}`,
      ),
    );
    const [{ invalid, problems, slos }] = documents;
    expect(invalid).toBe(true);
    expect(slos[0].alerts).toHaveLength(20);
    expect(problems.map(({ allowed }) => allowed)).toEqual(
      expect.arrayContaining(['at most 31d', 'at most 20 conditions in all']),
    );
  });

  it('are named where they cannot be found', () => {
    expect(
      problemsOf(
        `${availability}  alertPolicies: [gone, { alertPolicyRef: away }]\n`,
      ),
    ).toEqual([
      'error spec.alertPolicies.0: the name of an AlertPolicy of this file, or a policy with kind and spec',
      'error spec.alertPolicies.1.alertPolicyRef: the name of an AlertPolicy of this file, or a policy with kind and spec',
    ]);
  });
});
