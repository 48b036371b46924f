import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  BudgetState,
  GateVerdict,
} from '@gold-layer/backstage-plugin-common';
import { numbersWorld, sloSpec } from '../__testUtils__/numbersWorld';
import type { SloRecord } from '../../records';
import { toMinutes } from '../store/buckets';
import type { ToldStep } from '../store/ChangeStore';
import { budgetNotice } from './budgetNotice';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

const record: SloRecord = {
  num: 1,
  spec: sloSpec('checkout'),
  origin: 'repository',
  documentKey: 'repository:x',
  problems: [],
  invalid: false,
  shadowed: [],
  measureHash: 'x',
  firstSeenAt: 0,
  changedAt: 0,
};
const shop = {
  ref: 'component:default/shop',
  title: 'Shop',
  owners: ['group:default/payments'],
};

describe('owners', () => {
  it.each<
    [
      lastKnown: BudgetState | undefined,
      wasFrozen: boolean,
      to: BudgetState,
      frozen: boolean,
      told: string | undefined,
    ]
  >([
    [undefined, false, 'healthy', false, undefined],
    [undefined, false, 'warning', false, 'running low'],
    ['healthy', false, 'warning', false, 'running low'],
    ['healthy', false, 'unknown', false, undefined],
    ['healthy', false, 'healthy', false, undefined],
    ['warning', false, 'warning', false, undefined],
    ['warning', false, 'critical', false, 'nearly used up'],
    ['critical', false, 'critical', false, undefined],
    ['critical', false, 'warning', false, undefined],
    ['critical', false, 'exhausted', true, 'used up'],
    [undefined, false, 'exhausted', true, 'used up'],
    ['exhausted', true, 'exhausted', true, undefined],
    ['exhausted', true, 'critical', true, undefined],
    ['exhausted', true, 'unknown', true, undefined],
    ['critical', true, 'warning', false, 'Freeze over'],
    ['exhausted', true, 'healthy', false, 'Freeze over'],
  ])(
    'of a budget last known as %s (frozen: %s) that is %s now (frozen: %s) are told: %s',
    (lastKnown, wasFrozen, to, frozen, told) => {
      const step: ToldStep = {
        id: 7,
        num: 1,
        at: 0,
        from: 'unknown',
        to,
        frozen,
        wasFrozen,
        lastKnown,
        remaining: 0.2,
      };
      const around = { service: shop, gate: 'deny' as const };
      const notice = budgetNotice(step, record, around);
      expect(notice?.title ?? 'nothing').toMatch(told ?? 'nothing');
      expect(
        budgetNotice(step, record, {
          ...around,
          service: { ...shop, owners: [] },
        }),
      ).toBeUndefined();
    },
  );

  it.each<[GateVerdict, string, string]>([
    ['deny', 'changes are frozen until', 'Freeze over'],
    ['conditions', 'changes go out under conditions', 'Error budget back'],
    ['allow', 'lets changes through all the same', 'Error budget back'],
  ])(
    'of a policy that says %s to a used-up budget are told: %s, and later: %s',
    (gate, said, later) => {
      const step = { id: 7, num: 1, at: 0, remaining: 0.2 };
      const tell = (steps: Omit<ToldStep, keyof typeof step>) =>
        budgetNotice({ ...step, ...steps }, record, { service: shop, gate });
      expect(
        tell({
          from: 'critical',
          to: 'exhausted',
          frozen: true,
          wasFrozen: false,
          lastKnown: 'critical',
        })?.description,
      ).toContain(said);
      expect(
        tell({
          from: 'critical',
          to: 'warning',
          frozen: false,
          wasFrozen: true,
          lastKnown: 'critical',
        })?.title,
      ).toContain(later);
    },
  );
});

describe.each(databases.eachSupportedId())('tasks of owners on %s', id => {
  it('are to bring budgets back and to look at objectives again; nobody else has them', async () => {
    const { at, cards, numbers, put, source } = await numbersWorld(
      await databases.init(id),
    );
    const num = await put(sloSpec('checkout'));
    source.script = () => ({ bad: 2, total: 100 });
    await at('2026-11-20T12:00:20Z');
    cards.set(num, {
      every: 'P90D',
      lastOn: '2026-08-01',
      nextOn: '2026-10-30',
      overdue: true,
      stakeholders: [],
    });
    const tasksOf = (name: string) => {
      const ref = `user:default/${name}`;
      return numbers.taskSource.tasksOf(
        { ref, title: name, isUser: true },
        { credentials: mockCredentials.user(ref) },
      );
    };
    expect(await tasksOf('ann')).toEqual([
      {
        id: 'slo:default.shop.checkout:budget',
        kind: 'budget-exhausted',
        title: 'Bring “The checkout” back within its budget',
        reason: expect.stringMatching(
          /^-100% of the budget is left\. If nothing fails, the freeze ends on /,
        ),
        service: 'component:default/shop',
        serviceTitle: 'Shop',
        since: '2026-11-20T12:00:20.000Z',
        overdue: false,
        target: { type: 'slo', id: 'default.shop.checkout' },
      },
      {
        id: 'slo:default.shop.checkout:review',
        kind: 'slo-review-due',
        title: 'Look at the objective of “The checkout” again',
        reason: 'People last looked at it on 2026-08-01.',
        service: 'component:default/shop',
        serviceTitle: 'Shop',
        since: '2026-08-01',
        due: '2026-10-30',
        overdue: true,
        target: { type: 'slo', id: 'default.shop.checkout' },
      },
    ]);
    expect(await tasksOf('guest')).toEqual([]);
  });
});

describe.each(databases.eachSupportedId())('notices on %s', id => {
  it.each(['down', 'absent'] as const)(
    'are made up for within the hour when notifications that were %s are back, and then no more',
    async how => {
      const { at, database, notices, put } = await numbersWorld(
        await databases.init(id),
      );
      const num = await put(sloSpec('checkout'));
      await at('2026-11-20T12:00:20Z');
      const used = { num, frozen: 1, from: 'healthy', to: 'exhausted' };
      await database('slo_budget_changes').insert({
        ...used,
        at: Date.parse('2026-11-20T12:01:00Z'),
      });
      notices.told.length = 0;
      notices[how] = true;
      await at('2026-11-20T12:01:20Z');
      await at('2026-11-20T12:41:20Z');
      expect(notices.told).toEqual([]);
      notices[how] = false;
      await at('2026-11-20T12:46:20Z');
      await at('2026-11-20T12:51:20Z');
      expect(notices.told).toMatchObject([
        { title: 'Error budget used up: The checkout of Shop' },
      ]);
      await database('slo_budget_changes').insert([
        { ...used, to: 'warning', at: Date.parse('2026-11-20T12:55:00Z') },
        { ...used, at: Date.parse('2026-11-20T12:56:00Z') },
      ]);
      notices[how] = true;
      await at('2026-11-20T12:56:20Z');
      notices[how] = false;
      await at('2026-11-20T13:57:20Z');
      expect(notices.told).toHaveLength(1);
    },
  );

  it('tell what is news when thousands of budgets are known again', async () => {
    const { at, database, put, told } = await numbersWorld(
      await databases.init(id),
    );
    const num = await put(sloSpec('checkout'));
    await at('2026-11-20T12:00:20Z');
    const step = { at: Date.parse('2026-11-20T12:01:00Z'), frozen: 0 };
    const back = Array.from({ length: 1200 }, (_, index) => ({
      ...step,
      num: 1000 + index,
      from: 'unknown',
      to: 'healthy',
    }));
    const rows = [
      ...back.map(row => ({ ...row, to: 'healthy', from: 'warning' })),
      { ...step, num, from: 'healthy', to: 'exhausted', frozen: 1 },
      ...back,
    ];
    await database.batchInsert('slo_budget_changes', rows, 100);
    told.length = 0;
    await at('2026-11-20T12:01:20Z');
    expect(told).toMatchObject([
      { title: 'Error budget used up: The checkout of Shop' },
    ]);
  });
});

describe.each(databases.eachSupportedId())('sweeping on %s', id => {
  it('removes what is too old, and all that is left of SLOs that vanished', async () => {
    const { at, database, numbers, put } = await numbersWorld(
      await databases.init(id),
    );
    const gone = await put(sloSpec('gone'));
    const kept = await put(sloSpec('kept'));
    await at('2026-11-20T12:00:20Z');
    await at('2026-11-23T20:00:20Z');
    await database('slos').where({ num: gone }).delete();
    await numbers.sweep();
    const left = async (where: object) =>
      Number(
        (await database('slo_buckets').where(where).count({ n: '*' }))[0].n,
      );
    expect(await left({ num: gone })).toBe(0);
    expect(await database('slo_status').pluck('num')).toEqual([kept]);
    expect(
      await database('slo_budget_changes').distinct('num').pluck('num'),
    ).toEqual([kept]);
    // Three days, and what is kept beside.
    expect(await left({ num: kept, grain: 5 })).toBe(3 * 288);
    expect(await left({ num: kept, grain: 60 })).toBe(24 + 80);
    // For a hundred days it may return.
    const before = await left({ num: kept });
    await database('slos').where({ num: kept }).delete();
    await database('gone_slos').insert({
      num: kept,
      id: 'default.shop.kept',
      service_ref: 'component:default/shop',
      first_seen_at: 0,
      gone_at: Date.parse('2026-11-23T20:00:20Z'),
    });
    await numbers.sweep();
    expect(await left({ num: kept })).toBe(before);
    await at('2027-03-04T00:00:20Z');
    await numbers.sweep();
    expect(await left({ num: kept })).toBe(0);
    expect(await database('gone_slos')).toEqual([]);
  });

  it('removes what is older than a year and a month', async () => {
    const { at, database, numbers, put } = await numbersWorld(
      await databases.init(id),
    );
    await put(sloSpec('kept'));
    await at('2026-11-20T12:00:20Z');
    const planned = {
      service: 'component:default/shop',
      from: '2026-11-20T10:00:00Z',
      timeZone: 'UTC',
      meaning: 'dropped' as const,
      reason: 'The database moves house.',
      createdBy: 'user:default/ann',
      createdAt: '2026-11-20T09:00:00Z',
    };
    const weekly = { rule: 'FREQ=WEEKLY', minutes: 30 };
    await numbers.exclusions.add({
      ...planned,
      id: 'once',
      to: '2026-11-20T10:30:00Z',
    });
    await numbers.exclusions.add({ ...planned, ...weekly, id: 'weekly' });
    await numbers.exclusions.add({ ...planned, ...weekly, id: 'taken-back' });
    const ended = { ref: 'user:default/ann', at: new Date('2026-11-21') };
    await numbers.exclusions.end('taken-back', ended);
    await at('2028-01-15T00:00:20Z');
    await numbers.sweep();
    expect(await database('slo_exclusions').pluck('id')).toEqual(['weekly']);
    const year = toMinutes(Date.parse('2027-01-01'));
    expect(
      await database('slo_buckets').where('start', '<', year).pluck('start'),
    ).toEqual([]);
  });
});
