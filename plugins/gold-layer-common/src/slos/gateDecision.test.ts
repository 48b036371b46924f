import type { BreakGlass } from './gate';
import { decideGate, GatePolicy, GateSlo } from './gateDecision';
import { budgetPolicyProblems, gateRuleOf } from './gateRule';
import {
  BudgetPolicy,
  BudgetStateRule,
  changeKinds,
  GateVerdict,
} from './policy';

const rule = (
  gate: GateVerdict,
  conditions: string[] = [],
): BudgetStateRule => ({ actions: [], gate, conditions });
const spec: BudgetPolicy = {
  thresholds: { healthy: 0.5, warning: 0.25 },
  thawAbove: 0.1,
  states: {
    healthy: rule('allow'),
    warning: rule('allow'),
    critical: rule('conditions', ['Go in steps.']),
    exhausted: rule('deny'),
    unknown: rule('conditions', ['Somebody has looked.']),
  },
  exceptions: ['security-patch', 'regulatory', 'data-loss-prevention'],
  breakGlass: { roles: ['sre-lead'], longestHours: 8 },
  postmortemAbove: 0.3,
};
const policyWith = (
  states: Partial<BudgetPolicy['states']> = {},
): GatePolicy => ({
  metadata: { name: 'default', title: 'Usual' },
  spec: { ...spec, states: { ...spec.states, ...states } },
});
const usual = policyWith();

const slo = (more: Partial<GateSlo> = {}): GateSlo => ({
  id: 'default.checkout.availability',
  title: 'Availability',
  state: 'ok',
  budget: 'healthy',
  frozen: false,
  remaining: 0.9,
  policy: usual,
  ...more,
});
const exhausted = slo({
  id: 'default.checkout.errors',
  title: 'Errors',
  state: 'exhausted',
  budget: 'exhausted',
  frozen: true,
  remaining: -0.2,
});
const critical = slo({
  title: 'Latency',
  state: 'at-risk',
  budget: 'critical',
  remaining: 0.2,
});
const stale = slo({
  title: 'Freshness',
  state: 'stale',
  budget: 'unknown',
  remaining: undefined,
});
const glass: BreakGlass = {
  id: 'g1',
  service: 'component:default/checkout',
  by: { ref: 'user:default/dora', title: 'Dora' },
  reason: 'The fix is inside this release.',
  at: '2026-11-27T10:00:00Z',
  until: '2026-11-27T14:00:00Z',
  active: true,
  used: 0,
};
const ask = (
  slos: GateSlo[],
  more: Partial<Parameters<typeof decideGate>[0]> = {},
) => decideGate({ change: 'feature', slos, defaultPolicy: usual, ...more });

describe('the gate', () => {
  it.each([
    [
      'healthy',
      [slo()],
      'allow',
      'Allowed: Availability has a healthy budget (90% left).',
    ],
    [
      'critical',
      [critical],
      'conditions',
      'Allowed once its conditions are met: Latency has a critical budget (20% left).',
    ],
    [
      'exhausted',
      [exhausted],
      'deny',
      'Denied: Errors has used up its budget (-20% left).',
    ],
    [
      'thawing',
      [slo({ budget: 'critical', frozen: true, remaining: 0.05 })],
      'deny',
      'Denied: Availability is frozen until more of its budget is back (5% left).',
    ],
    [
      'unknown',
      [stale],
      'conditions',
      'Allowed once its conditions are met: Freshness says nothing that can be trusted: its state is stale.',
    ],
    [
      'unknown and frozen',
      [{ ...stale, frozen: true }],
      'deny',
      'Denied: Freshness says nothing that can be trusted: its state is stale, and it was frozen before.',
    ],
    [
      'the worst of several',
      [slo(), critical, exhausted, stale],
      'deny',
      'Denied: Errors has used up its budget (-20% left).',
    ],
    [
      'several alike',
      [exhausted, { ...exhausted, title: 'More' }],
      'deny',
      'Denied: Errors has used up its budget (-20% left). 1 more SLO says the same.',
    ],
    [
      'no SLO',
      [],
      'conditions',
      'Allowed once its conditions are met: The service has no SLO, so nothing is known of its budget.',
    ],
  ] as const)('%s', (_, slos, verdict, sentence) => {
    expect(ask([...slos])).toMatchObject({ verdict, sentence });
  });

  describe('asked about a service with a document that gives no SLO', () => {
    const unread = {
      location: 'slos.yaml of shop/checkout',
      name: 'latency',
      problem: {
        path: 'spec.objectives.0.target',
        found: '99.9',
        allowed: 'a share below 1, such as 0.999.',
        line: 14,
      },
    };
    const why =
      'Nothing is known of “latency” in slos.yaml of shop/checkout, as it has errors: line 14, spec.objectives.0.target, found 99.9, expected a share below 1, such as 0.999';

    it('does not allow, however well its SLOs stand, and names document and problem', () => {
      const answer = ask([slo()], { unread: [unread] });
      expect(answer).toMatchObject({
        verdict: 'conditions',
        sentence: `Allowed once its conditions are met: ${why}.`,
        conditions: ['Somebody has looked.'],
      });
      expect(answer.reasons).toHaveLength(2);
      expect(answer.reasons[0]).toEqual({
        document: 'slos.yaml of shop/checkout',
        title: 'latency',
        state: 'invalid',
        budget: 'unknown',
        frozen: false,
        verdict: 'conditions',
        sentence: `${why}.`,
        policy: 'Usual',
      });
    });

    it('answers what the default policy says of the unknown, and by its exceptions', () => {
      const strict = policyWith({ unknown: rule('deny') });
      const asked = { unread: [unread], defaultPolicy: strict };
      expect(ask([slo()], asked).verdict).toBe('deny');
      const patch = ask([slo()], { ...asked, change: 'security-patch' });
      expect(patch).toMatchObject({
        verdict: 'allow',
        exception: 'security-patch',
        sentence: `Allowed: a security patch always passes. ${why}; a security patch passes all the same.`,
      });
    });

    it('speaks of the document where there is no SLO at all, and counts those alike', () => {
      const bare = {
        location: 'slos.yaml',
        problem: {
          path: '',
          found: 'broken YAML',
          allowed: 'well-formed YAML',
        },
      };
      const { sentence, reasons } = ask([], { unread: [bare, unread] });
      expect(sentence).toBe(
        'Allowed once its conditions are met: Nothing is known of a promise in slos.yaml, as it has errors: found broken YAML, expected well-formed YAML. 1 more promise says the same.',
      );
      expect(reasons.map(({ title }) => title)).toEqual([
        'slos.yaml',
        'latency',
      ]);
    });
  });

  it('gives reasons per SLO, those that decided first', () => {
    const { reasons } = ask([slo(), critical, exhausted]);
    expect(reasons.map(it => [it.title, it.verdict])).toEqual([
      ['Errors', 'deny'],
      ['Latency', 'conditions'],
      ['Availability', 'allow'],
    ]);
    expect(reasons[0]).toEqual({
      slo: 'default.checkout.errors',
      title: 'Errors',
      state: 'exhausted',
      budget: 'exhausted',
      frozen: true,
      remaining: -0.2,
      verdict: 'deny',
      sentence: 'Errors has used up its budget (-20% left).',
      policy: 'Usual',
    });
  });

  it('names each condition once', () => {
    expect(ask([critical, critical, stale]).conditions).toEqual([
      'Go in steps.',
      'Somebody has looked.',
    ]);
    expect(ask([critical, exhausted]).conditions).toEqual([]);
  });

  it.each(
    changeKinds.map(change => [change, spec.exceptions.includes(change)]),
  )('lets %s through on an exhausted budget: %p', (change, passes) => {
    const answer = ask([exhausted], { change });
    expect(answer.verdict).toBe(passes ? 'allow' : 'deny');
    expect(answer.exception).toBe(passes ? change : undefined);
  });

  it('says why an exception passed', () => {
    const change = 'security-patch';
    const answer = ask([exhausted, slo()], { change });
    expect(answer.sentence).toBe(
      'Allowed: a security patch always passes. Errors has used up its budget (-20% left); a security patch passes all the same.',
    );
    expect(ask([slo()], { change }).exception).toBeUndefined();
    expect(ask([], { change })).toMatchObject({
      verdict: 'allow',
      exception: change,
    });
  });

  it('denies an exception of one policy that another does not know', () => {
    const strict = policyWith();
    strict.spec = { ...strict.spec, exceptions: [] };
    const answer = ask([exhausted, { ...exhausted, policy: strict }], {
      change: 'regulatory',
    });
    expect(answer).toMatchObject({ verdict: 'deny' });
    expect(answer.exception).toBeUndefined();
  });

  it('lets through what somebody broke the glass for, and says who', () => {
    expect(ask([exhausted], { brokenGlass: glass })).toMatchObject({
      verdict: 'allow',
      sentence:
        'Allowed: Dora broke the glass until 2026-11-27T14:00:00Z, although errors has used up its budget (-20% left).',
      brokenGlass: glass,
      reasons: [expect.objectContaining({ verdict: 'deny' })],
    });
    expect(ask([slo()], { brokenGlass: glass }).brokenGlass).toBeUndefined();
  });

  it('never allows what nobody knows, whatever the policy says', () => {
    const careless = policyWith({ unknown: rule('allow') });
    const unknown = { ...stale, policy: careless };
    expect(ask([unknown])).toMatchObject({
      verdict: 'conditions',
      conditions: [expect.stringContaining('healthy')],
    });
    expect(ask([], { defaultPolicy: careless }).verdict).toBe('conditions');
  });
});

describe('the rule that holds', () => {
  const of = (
    budget: GateSlo['budget'],
    frozen: boolean,
    unknown = rule('deny'),
  ) => gateRuleOf({ states: { ...spec.states, unknown } }, { budget, frozen });

  it('of what is frozen and unknown is the stricter one', () => {
    expect(of('unknown', true, rule('conditions', ['x']))).toBe(
      spec.states.exhausted,
    );
    expect(of('unknown', false).gate).toBe('deny');
    expect(of('warning', true)).toBe(spec.states.exhausted);
    expect(of('warning', false)).toBe(spec.states.warning);
  });
});

describe('problems of a budget policy', () => {
  it.each([
    [{}, []],
    [{ thresholds: { healthy: 0.25, warning: 0.25 } }, []],
    [
      { thresholds: { healthy: 0.2, warning: 0.25 } },
      ['spec.thresholds.warning'],
    ],
    [{ thawAbove: 1 }, ['spec.thawAbove']],
    [
      { states: { ...spec.states, unknown: rule('allow') } },
      ['spec.states.unknown.gate'],
    ],
    [
      { states: { ...spec.states, critical: rule('conditions') } },
      ['spec.states.critical.conditions'],
    ],
    [
      {
        exceptions: ['regulatory', 'regulatory'] as BudgetPolicy['exceptions'],
      },
      ['spec.exceptions.1'],
    ],
  ])('%j', (change, paths) => {
    const problems = budgetPolicyProblems({ spec: { ...spec, ...change } });
    expect(problems.map(({ path }) => path)).toEqual(paths);
  });
});
