import { WaiverSituation, waiverMay } from './duties';
import { waiverPolicyDocumentSchema } from './document';
import { riskLevel, riskPoints } from './risk';
import {
  isWaiverExpiring,
  waiverNoticeDue,
  waiverRefusal,
  waiverStateAt,
} from './standing';
import {
  latestWaiverDay,
  rolesFrom,
  waiverApprover,
  waiverEnd,
  waiverEndAfterRise,
  waiverRenewalsLeft,
} from './terms';

const policy = waiverPolicyDocumentSchema.shape.spec.parse({
  ladder: ['owner', 'peer', 'manager', 'lead', 'director'],
  approver: {
    critical: {
      low: 'lead',
      moderate: 'lead',
      high: 'director',
      severe: 'director',
    },
    important: {
      low: 'manager',
      moderate: 'manager',
      high: 'lead',
      severe: 'director',
    },
    standard: {
      low: 'peer',
      moderate: 'peer',
      high: 'manager',
      severe: 'lead',
    },
    experimental: {
      low: 'owner',
      moderate: 'owner',
      high: 'peer',
      severe: 'manager',
    },
  },
  longest: {
    critical: 'P30D',
    important: 'P90D',
    standard: 'P180D',
    experimental: 'P180D',
  },
});
const now = Date.parse('2026-11-21T11:00:00Z');
const days = (count: number) => count * 24 * 3600 * 1000;

describe('the level of a risk', () => {
  it.each([
    ['low', 'low', 'low', 1],
    ['low', 'medium', 'low', 1],
    ['low', 'high', 'moderate', 3],
    ['medium', 'low', 'low', 1],
    ['medium', 'medium', 'moderate', 3],
    ['medium', 'high', 'high', 6],
    ['high', 'low', 'moderate', 3],
    ['high', 'medium', 'high', 6],
    ['high', 'high', 'severe', 10],
  ] as const)(
    '%s likelihood and %s impact is %s, %i points',
    (likelihood, impact, level, points) => {
      expect(riskLevel({ likelihood, impact })).toBe(level);
      expect(riskPoints[level]).toBe(points);
    },
  );
});

describe('who approves', () => {
  it.each([
    ['critical', 'low', 0, undefined, 'lead'],
    ['critical', 'low', 1, undefined, 'director'],
    ['critical', 'severe', 2, undefined, 'director'],
    ['important', 'moderate', 0, undefined, 'manager'],
    ['important', 'moderate', 1, 'manager', 'lead'],
    ['important', 'moderate', 2, 'lead', 'director'],
    // A smaller risk on paper does not lead down again.
    ['important', 'low', 1, 'lead', 'director'],
    ['standard', 'low', 1, 'peer', 'manager'],
    ['experimental', 'low', 0, undefined, 'owner'],
    ['experimental', 'low', 1, 'owner', 'peer'],
    ['unclassified', 'low', 0, undefined, 'lead'],
    // A role that the ladder no longer has counts as below all.
    ['standard', 'low', 1, 'gone', 'manager'],
  ] as const)(
    '%s, %s risk, renewal %i after %s: %s',
    (tier, level, renewal, before, role) => {
      expect(waiverApprover(policy, { tier, level, renewal, before })).toBe(
        role,
      );
    },
  );

  it('may be any role above it too', () => {
    expect(rolesFrom(policy, 'lead')).toEqual(['lead', 'director']);
    expect(rolesFrom(policy, 'gone')).toEqual(['gone']);
  });
});

describe('how long', () => {
  it.each([
    ['critical', '2026-12-21'],
    ['important', '2027-02-19'],
    ['standard', '2027-05-20'],
    ['experimental', '2027-05-20'],
    ['unclassified', '2026-12-21'],
  ] as const)('%s: until %s', (tier, day) => {
    expect(latestWaiverDay(policy, tier, now)).toBe(day);
  });

  it('ends with the day, or at the cap counted from the approval', () => {
    const end = (tier: 'critical' | 'standard', until: string) =>
      new Date(waiverEnd(policy, { tier, until, now })).toISOString();
    expect(end('critical', '2026-12-01')).toBe('2026-12-01T23:59:59.999Z');
    expect(end('critical', '2026-12-21')).toBe('2026-12-21T11:00:00.000Z');
    expect(end('critical', '2027-03-01')).toBe('2026-12-21T11:00:00.000Z');
    expect(end('standard', '2027-03-01')).toBe('2027-03-01T23:59:59.999Z');
  });

  it.each([
    ['stays where the higher tier allows it', 'critical', 10, 20, 20],
    ['is cut to what it allows, from the approval on', 'critical', 10, 80, 20],
    ['comes at once where that is over', 'critical', 31, 80, 0],
    ['is cut to the new tier alone', 'important', 10, 170, 80],
  ] as const)('the end %s', (_, tier, ago, left, expected) => {
    const waiver = {
      tier,
      decidedAt: now - days(ago),
      endsAt: now + days(left),
    };
    expect(waiverEndAfterRise(policy, waiver, now)).toBe(now + days(expected));
  });

  it.each([
    [0, 2],
    [1, 1],
    [2, 0],
    // A stricter policy came into force since.
    [3, 0],
  ])('after renewal %i, %i are left', (renewal, left) => {
    expect(waiverRenewalsLeft(policy, renewal)).toBe(left);
  });
});

describe('the state', () => {
  it.each([
    ['active', 1, 'active'],
    ['active', 0, 'expired'],
    ['active', -1, 'expired'],
    ['requested', -1, 'requested'],
    ['revoked', -1, 'revoked'],
  ] as const)('%s with %i ms left is %s', (state, left, expected) => {
    expect(waiverStateAt({ state, endsAt: now + left }, now)).toBe(expected);
  });

  it.each([
    [days(14) + 1, false, undefined],
    [days(14), true, 14],
    [days(8), true, 14],
    [days(7), true, 7],
    [days(1) + 1, true, 7],
    [days(1), true, 1],
    [1, true, 1],
    [0, false, undefined],
  ])(
    '%i ms before the end: expiring %s, notice %s',
    (left, expiring, notice) => {
      const waiver = {
        state: 'active' as const,
        endsAt: now + left,
        decidedAt: now - days(60),
      };
      expect(isWaiverExpiring(policy, waiver, now)).toBe(expiring);
      expect(waiverNoticeDue(policy, waiver, now)).toBe(notice);
    },
  );

  it('reminds of a short waiver only from reminders that came after its approval', () => {
    const waiver = { state: 'active' as const, endsAt: now + days(5) };
    const due = (decided: number, at: number) =>
      waiverNoticeDue(policy, { ...waiver, decidedAt: decided }, at);
    expect(due(now, now)).toBeUndefined();
    expect(due(now, now + days(4))).toBe(1);
  });

  it.each([
    ['fail', true],
    ['unknown', true],
    ['waived', true],
    ['not-met', true],
    ['partly', true],
    ['unanswered', true],
    ['pass', false],
    ['met', false],
    ['upcoming', false],
    ['not-applicable', false],
    [undefined, false],
  ] as const)('%s can be waived: %s', (state, can) => {
    expect(waiverRefusal(state) === undefined).toBe(can);
  });
});

const manager = { title: 'Manager', ownersRole: false, held: false };
const lead = { title: 'Lead', ownersRole: false, held: false };
const owner = { title: 'Owner', ownersRole: true, held: false };

function situation(more: Partial<WaiverSituation> = {}): WaiverSituation {
  return {
    state: 'requested',
    now,
    endsAt: now + days(30),
    serviceExists: true,
    requestedBy: 'user:default/ann',
    person: { ref: 'user:default/bob', isUser: true, ownsService: false },
    permitted: { request: true, decide: true },
    approvers: [manager, lead],
    renewal: 0,
    renewals: 2,
    renewalAsked: false,
    renewed: false,
    ...more,
  };
}

/** Allowed without a reason, or refused with one like this. */
function answer(reason: RegExp | undefined) {
  return reason
    ? { allowed: false, reason: expect.stringMatching(reason) }
    : { allowed: true };
}

const ann = { ref: 'user:default/ann', isUser: true, ownsService: true };
const mate = { ref: 'user:default/mate', isUser: true, ownsService: true };
const held = { held: true };

describe('who may decide', () => {
  it.each<[string, Partial<WaiverSituation>, RegExp | undefined]>([
    [
      'whoever holds the role',
      { approvers: [{ ...manager, ...held }, lead] },
      undefined,
    ],
    [
      'whoever holds one above',
      { approvers: [manager, { ...lead, ...held }] },
      undefined,
    ],
    ['nobody else', {}, /takes the role Manager or one above it/],
    ['not below the top', { approvers: [lead] }, /takes the role Lead, which/],
    [
      'never who asked',
      {
        person: { ...ann, ownsService: false },
        approvers: [{ ...lead, ...held }],
      },
      /You asked/,
    ],
    [
      'never who asked, as owner either',
      { person: ann, approvers: [{ ...owner, ...held }] },
      /You asked/,
    ],
    [
      'not the owning group',
      { person: mate, approvers: [{ ...lead, ...held }] },
      /from outside/,
    ],
    [
      'the owning group where the role is the owner’s',
      { person: mate, approvers: [{ ...owner, ...held }, manager] },
      undefined,
    ],
    [
      'no service',
      {
        person: { ref: 'external:ci', isUser: false, ownsService: false },
        approvers: [{ ...lead, ...held }],
      },
      /by people/,
    ],
    [
      'nobody without the permission',
      {
        permitted: { request: true, decide: false },
        approvers: [{ ...lead, ...held }],
      },
      /gold-layer.waiver.decide/,
    ],
    [
      'nobody twice',
      { state: 'rejected', approvers: [{ ...lead, ...held }] },
      /is rejected/,
    ],
    [
      'nobody for a service that left',
      { serviceExists: false, approvers: [{ ...lead, ...held }] },
      /left the catalog/,
    ],
  ])('%s', (_, more, reason) => {
    const { decide } = waiverMay(situation(more));
    expect(decide).toEqual(answer(reason));
  });
});

describe('who may do the rest', () => {
  it.each<
    [
      string,
      Partial<WaiverSituation>,
      'renew' | 'revoke' | 'withdraw',
      RegExp | undefined,
    ]
  >([
    ['an active one', { state: 'active' }, 'renew', undefined],
    [
      'one that has just expired',
      { state: 'expired', endsAt: now - days(90) },
      'renew',
      undefined,
    ],
    [
      'one that expired long ago',
      { state: 'expired', endsAt: now - days(91) },
      'renew',
      /ask for a new one/,
    ],
    ['one renewed once', { state: 'active', renewal: 1 }, 'renew', undefined],
    [
      'one renewed twice',
      { state: 'active', renewal: 2 },
      'renew',
      /2 times already/,
    ],
    [
      'one that expired and was renewed',
      { state: 'expired', endsAt: now, renewed: true },
      'renew',
      /is renewed/,
    ],
    [
      'one whose renewal waits',
      { state: 'active', renewalAsked: true },
      'renew',
      /waits for a decision/,
    ],
    ['a request', {}, 'renew', /not decided yet/],
    [
      'without permission',
      { state: 'active', permitted: { request: false, decide: true } },
      'renew',
      /gold-layer.waiver.request/,
    ],
    [
      'by an approver',
      { state: 'active', approvers: [{ ...lead, ...held }] },
      'revoke',
      undefined,
    ],
    ['by an owner', { state: 'active', person: mate }, 'revoke', undefined],
    ['by anybody', { state: 'active' }, 'revoke', /takes the role/],
    [
      'that expired',
      { state: 'expired', person: mate },
      'revoke',
      /is expired/,
    ],
    [
      'by who asked',
      { person: { ...ann, ownsService: false } },
      'withdraw',
      undefined,
    ],
    ['by an owner', { person: mate }, 'withdraw', undefined],
    ['by anybody', {}, 'withdraw', /Only who asked/],
    [
      'that is approved',
      { state: 'active', person: ann },
      'withdraw',
      /is approved/,
    ],
  ])('%s: %j %s', (_, more, verb, reason) => {
    expect(waiverMay(situation(more))[verb]).toEqual(answer(reason));
  });
});
