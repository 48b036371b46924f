import { TestDatabases } from '@backstage/backend-test-utils';
import type { GateAnswer } from '@gold-layer/backstage-plugin-common';
import { migrate } from '../../database/migrate';
import { GateAnswerStore } from './GateAnswerStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const answer = (id: string, at: string, more: Partial<GateAnswer> = {}) => ({
  id,
  at,
  service: 'component:default/checkout',
  serviceTitle: 'Checkout',
  change: 'feature' as const,
  verdict: 'deny' as const,
  sentence: 'Denied.',
  reasons: [],
  conditions: [],
  mayBreakGlass: { roles: [], you: false, longestHours: 8 },
  askedBy: { ref: 'user:default/ann', title: 'Ann' },
  ...more,
});

describe.each(databases.eachSupportedId())('answers on %s', id => {
  const setUp = async () => {
    const database = await databases.init(id);
    await migrate(database);
    return { database, store: GateAnswerStore.create({ database }) };
  };
  const day = (number: string) => `2026-11-${number}T00:00:00.000Z`;
  const running = new AbortController().signal;

  it('are forgotten when their time is over, but not those that passed through broken glass', async () => {
    const { database, store } = await setUp();
    const brokenGlass = {
      id: 'g1',
      service: 'component:default/checkout',
      by: { ref: 'user:default/sam', title: 'Sam' },
      reason: 'Because it had to be.',
      at: day('01'),
      until: day('02'),
      active: false,
      used: 1,
    };
    await store.insert(answer('a', day('01')));
    await store.insert(answer('b', day('01'), { brokenGlass }));
    await store.insert(answer('c', day('02')));
    const before = Date.parse(day('02'));
    expect(await store.sweep(before, { signal: running })).toBe(1);
    expect(await store.sweep(before, { signal: running })).toBe(0);
    const left = await database('gate_answers').orderBy('id').pluck('id');
    expect(left).toEqual(['b', 'c']);
  });

  it('stay while the task is called off', async () => {
    const { store } = await setUp();
    await store.insert(answer('a', day('01')));
    const signal = AbortSignal.abort();
    expect(await store.sweep(Date.parse(day('20')), { signal })).toBe(0);
  });

  it('keep all that was said', async () => {
    const { database, store } = await setUp();
    const said = answer('a', day('01'), {
      conditions: ['Go in steps.'],
      exception: 'regulatory',
      reference: 'v1',
    });
    await store.insert(said);
    const row = await database('gate_answers').first();
    expect(row).toMatchObject({ reference: 'v1', glass_id: null });
    expect(JSON.parse(row.detail)).toEqual({
      reasons: [],
      conditions: ['Go in steps.'],
      exception: 'regulatory',
      mayBreakGlass: said.mayBreakGlass,
    });
  });
});
