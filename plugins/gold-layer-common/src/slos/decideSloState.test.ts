import { budgetStateOf, BudgetStep, stepBudget } from './budgetState';
import {
  decideSloState,
  isMeasuredState,
  SloSituation,
} from './decideSloState';
import { staleAfterMinutes } from './distrust';
import { sloStates } from './state';

const policy = { thresholds: { healthy: 0.5, warning: 0.25 }, thawAbove: 0.1 };

describe('the state of a budget', () => {
  it.each([
    [1, 'healthy'],
    [0.501, 'healthy'],
    [0.5, 'warning'],
    [0.5 + 1e-12, 'warning'],
    [0.25, 'warning'],
    [0.25 - 1e-12, 'warning'],
    [0.249, 'critical'],
    [0.0001, 'critical'],
    [0, 'exhausted'],
    [1e-12, 'exhausted'],
    [-3, 'exhausted'],
  ])('with %d left is %s', (remaining, state) => {
    expect(budgetStateOf(policy, remaining)).toBe(state);
  });
});

describe('a step of a budget', () => {
  const frozen: BudgetStep = { budget: 'exhausted', frozen: true };
  const free: BudgetStep = { budget: 'critical', frozen: false };
  it.each([
    ['the first one', undefined, 0.05, { budget: 'critical', frozen: false }],
    ['little left', free, 0.05, { budget: 'critical', frozen: false }],
    ['nothing left', free, 0, { budget: 'exhausted', frozen: true }],
    [
      'first and exhausted',
      undefined,
      -1,
      { budget: 'exhausted', frozen: true },
    ],
    ['a little is back', frozen, 0.05, { budget: 'critical', frozen: true }],
    [
      'just what is asked for',
      frozen,
      0.1,
      { budget: 'critical', frozen: true },
    ],
    [
      'just that, inexactly',
      frozen,
      0.1 + 1e-12,
      { budget: 'critical', frozen: true },
    ],
    [
      'more than is asked for',
      frozen,
      0.1001,
      { budget: 'critical', frozen: false },
    ],
    ['all is back', frozen, 1, { budget: 'healthy', frozen: false }],
  ])('%s', (_, before, remaining, after) => {
    expect(
      stepBudget(policy, before, { remaining, trustworthy: true }),
    ).toEqual(after);
  });

  it.each([
    ['cannot be trusted', { remaining: 1, trustworthy: false }],
    ['is not known', { trustworthy: true }],
  ])('moves nothing where what is left %s', (_, measured) => {
    expect(stepBudget(policy, frozen, measured)).toEqual({
      budget: 'unknown',
      frozen: true,
    });
    expect(stepBudget(policy, free, measured)).toEqual({
      budget: 'unknown',
      frozen: false,
    });
    expect(stepBudget(policy, undefined, measured)).toEqual({
      budget: 'unknown',
      frozen: false,
    });
  });

  it('passes over what is unknown without thawing', () => {
    const dark = stepBudget(policy, frozen, { trustworthy: false });
    expect(
      stepBudget(policy, dark, { remaining: 0.09, trustworthy: true }).frozen,
    ).toBe(true);
  });
});

const now = new Date('2026-11-27T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const healthy: SloSituation = {
  now,
  objective: '0.999',
  bad: 100,
  total: 1_000_000,
  coverage: 0.99,
  asOf: ago(5),
  staleAfterMinutes: 15,
  policy,
};
const decide = (change: Partial<SloSituation> = {}) =>
  decideSloState({ ...healthy, ...change });
const source = {
  kind: 'source' as const,
  error: 'connection refused',
  since: ago(20),
};
const query = { ...source, kind: 'query' as const, error: 'unexpected )' };

describe('the state of an SLO', () => {
  it.each([
    ['healthy', {}, 'ok', /^90% of the budget is left\.$/],
    ['half gone', { bad: 500 }, 'at-risk', /^50% of the budget is left\.$/],
    ['untouched', { bad: 0 }, 'ok', /^100%/],
    ['exactly used up', { bad: 1000 }, 'exhausted', /Nothing is left/],
    ['overspent', { bad: 3000 }, 'exhausted', /\(-200%\)/],
    [
      'paging',
      { paging: true, rulesLoaded: true },
      'at-risk',
      /^It burns so fast that somebody is paged\.$/,
    ],
    [
      'burning with no rules that page',
      { paging: true },
      'at-risk',
      /^It burns fast enough to page\.$/,
    ],
    [
      'still frozen',
      { bad: 950, before: { budget: 'exhausted', frozen: true } as const },
      'at-risk',
      /^5% of the budget is left; changes stay frozen/,
    ],
    [
      'errors in the document',
      { invalid: true },
      'invalid',
      /Repair what is listed/,
    ],
    [
      'a wrong query',
      { failure: query },
      'error',
      /unexpected \).*Correct the query/,
    ],
    [
      'source down, numbers fresh',
      { failure: source },
      'ok',
      /has not answered since Fri 27 Nov, 11:40 UTC/,
    ],
    [
      'source down, numbers old',
      { failure: source, asOf: ago(16) },
      'error',
      /connection refused\. Numbers come back/,
    ],
    [
      'source down, no numbers',
      { failure: source, asOf: undefined, total: undefined },
      'error',
      /connection refused/,
    ],
    [
      'never seen',
      { neverSeen: true, total: undefined, bad: undefined },
      'no-data',
      /Check the names of the metric/,
    ],
    [
      'nothing in the window',
      { total: undefined, bad: undefined, asOf: undefined, coverage: 0 },
      'no-data',
      /Nothing was measured in this window/,
    ],
    ['just not stale', { asOf: ago(15) }, 'ok', /90%/],
    [
      'stale',
      { asOf: ago(16) },
      'stale',
      /ended 16 minutes ago, at Fri 27 Nov, 11:44 UTC/,
    ],
    [
      'answered in part',
      { partial: 'store-2 is missing' },
      'partial',
      /store-2 is missing/,
    ],
    ['just covered', { coverage: 0.8 }, 'ok', /90%/],
    [
      'too little',
      { coverage: 0.799 },
      'partial',
      /Only 79\.9% .* at least 80%.*gaps in scraping/,
    ],
    ['less is enough', { coverage: 0.5, minimumCoverage: 0.5 }, 'ok', /90%/],
    [
      'young',
      { coverage: 0.2, measuredSince: ago(8064) },
      'partial',
      /measured since Sat 21 Nov, 21:36 UTC only; this mends itself/,
    ],
    ['as much planned as may be', { countedGood: 0.1 }, 'ok', /90%/],
    [
      'too much planned',
      { countedGood: 0.125 },
      'partial',
      /^12\.5% of the window is planned time .* at most 10% may be.*Drop such time/,
    ],
    ['idle', { bad: 0, total: 0 }, 'idle', /nobody asked for anything/],
    [
      'idle where it looked',
      { bad: 0, total: 0, coverage: 0.4 },
      'partial',
      /Only 40%/,
    ],
  ])('%s', (_, change, state, diagnosis) => {
    const decided = decide(change);
    expect(decided.state).toBe(state);
    expect(decided.diagnosis).toMatch(diagnosis);
    expect(decided.budget === 'unknown').toBe(!isMeasuredState(decided.state));
  });

  it('keeps a freeze while nothing is known', () => {
    const before: BudgetStep = { budget: 'exhausted', frozen: true };
    expect(decide({ before, asOf: ago(60) })).toMatchObject({
      state: 'stale',
      budget: 'unknown',
      frozen: true,
    });
  });

  it.each([
    // A tenth was measured, and in it ten times the budget of all: no good news could mend it.
    [{ bad: 10_000, coverage: 0.1 }, 'exhausted'],
    [{ bad: 9_999, coverage: 0.1 }, 'partial'],
    // Used up by what was measured alone, but not if the rest was good.
    [{ bad: 2_000, coverage: 0.4 }, 'partial'],
    [{ bad: 2_500, coverage: 0.4 }, 'exhausted'],
    [{ bad: 5_000, coverage: 0, total: 1_000_000 }, 'partial'],
    // The first minutes of a new SLO are no verdict.
    [{ bad: 100, total: 100, coverage: 1 / 8064 }, 'partial'],
  ] as const)('with little measured, %j, is %s', (change, state) => {
    expect(decide(change).state).toBe(state);
  });

  it('freezes what is certainly exhausted, however little was measured', () => {
    expect(decide({ bad: 10_000, coverage: 0.1 })).toMatchObject({
      budget: 'exhausted',
      frozen: true,
      diagnosis: expect.stringMatching(/even if everything.*Only 10%/),
    });
  });

  it('says something about the service in three cases only', () => {
    expect(sloStates.filter(isMeasuredState)).toEqual([
      'exhausted',
      'at-risk',
      'ok',
    ]);
  });
});

describe('numbers are stale', () => {
  it.each([
    ['three buckets after they were asked for', 'raw', undefined, 15],
    ['two intervals after they were pushed', 'pushed', 1440, 2895],
    ['soon, where they are pushed often', 'pushed', undefined, 25],
  ] as const)('%s', (_, kind, everyMinutes, minutes) => {
    const sli =
      kind === 'pushed'
        ? { kind }
        : {
            kind,
            raw: { type: 'prometheus', query: 'up' },
            rawType: 'success' as const,
          };
    expect(staleAfterMinutes({ sli, everyMinutes })).toBe(minutes);
  });
});
