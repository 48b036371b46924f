import { addSlo, statusRow } from './sloRows';
import type { Knex } from 'knex';
import { FakeSource } from './FakeSource';
import { slosOverHttp } from './slosOverHttp';

/** The SLO that the story is about. */
export const id = 'default.checkout.errors';
const minute = (iso: string) => Date.parse(iso) / 60_000;

/** Four weeks of 1,000 events an hour; an outage of an hour on the 20th, during planned work on the 21st, and after a deploy on the 25th. */
async function tellStory(world: Awaited<ReturnType<typeof slosOverHttp>>) {
  const { buckets, clock, database } = world;
  await addSlo(database, id, {
    num: 1,
    contributors: ['route', 'code'],
    reviewEvery: 'P90D',
    reviewedOn: '2026-06-01',
    stakeholders: ['user:default/ann'],
  });
  await database('slo_status').insert(
    statusRow(1, {
      state: 'exhausted',
      evaluatedAt: clock.now,
      sli: 0.997,
      remaining: -1.97,
      bad: 2000,
      total: 672_000,
      burn_1h: 0,
      burn_6h: 2,
      burn_1d: 0,
      burn_3d: 500 / 72,
      used_week: 1000 / 672,
      alerts: JSON.stringify([
        {
          severity: 'page',
          longMinutes: 60,
          shortMinutes: 5,
          factor: 13.44,
          long: 20,
          short: 21,
          state: 'firing',
          atSource: 'pending',
        },
      ]),
      rules: 'different',
      rules_loaded: 'groups: []\n',
      rules_at: clock.now.getTime(),
    }),
  );
  const bad = new Map([
    [minute('2026-11-20T10:00:00Z'), 1000],
    [minute('2026-11-21T02:00:00Z'), 500],
    [minute('2026-11-25T10:00:00Z'), 400],
    [minute('2026-11-26T10:00:00Z'), 100],
  ]);
  const starts: number[] = [];
  const end = minute('2026-11-27T12:00:00Z');
  for (let start = end - 56 * 1440; start < end; start += 60)
    starts.push(start);
  await buckets.add(
    starts.map(start => ({
      num: 1,
      grain: 60,
      start,
      bad: bad.get(start) ?? 0,
      total: 1000,
      covered: 12,
    })),
  );
  // The last hour is known by five minutes.
  await buckets.add(
    Array.from({ length: 12 }, (_, slot) => ({
      num: 1,
      grain: 5,
      start: end - 60 + 5 * slot,
      bad: 0,
      total: slot === 0 ? 87 : 83,
      covered: 1,
    })),
  );
  const time = (iso: string) => Date.parse(iso);
  await database('slo_marks').insert([
    {
      service_ref: 'component:default/checkout',
      kind: 'incident',
      key: 'INC-1',
      from: time('2026-11-20T10:05:00Z'),
      to: time('2026-11-20T10:55:00Z'),
      title: 'Database down',
      url: 'https://incidents.example.com/1',
    },
    {
      service_ref: 'component:default/checkout',
      kind: 'deploy',
      key: 'v42',
      from: time('2026-11-25T09:50:00Z'),
      title: 'Version 42',
    },
    {
      service_ref: 'component:default/ledger',
      kind: 'deploy',
      key: 'other',
      from: time('2026-11-25T09:50:00Z'),
      title: 'Of another service',
    },
  ]);
  const exclusion = {
    service_ref: 'component:default/checkout',
    from: time('2026-11-21T02:00:00Z'),
    to: time('2026-11-21T03:00:00Z'),
    time_zone: 'UTC',
    meaning: 'dropped',
    reason: 'Move of the database',
    created_by: 'user:default/ann',
    created_at: 0,
  };
  await database('slo_exclusions').insert([
    { id: 'x1', ...exclusion },
    {
      id: 'x2',
      ...exclusion,
      slo_id: 'default.checkout.latency',
      reason: 'Of another SLO',
    },
    { id: 'x3', ...exclusion, reason: 'Taken back', ended_at: 1 },
  ]);
  await database('slo_objectives').insert([
    {
      num: 1,
      since: time('2026-01-01T00:00:00Z'),
      objective: '0.99',
      window: '{}',
    },
    {
      num: 1,
      since: time('2026-11-18T00:00:00Z'),
      objective: '0.999',
      window: '{}',
    },
  ]);
  await database('slo_budget_changes').insert([
    {
      num: 1,
      at: 1000,
      from: 'unknown',
      to: 'healthy',
      frozen: 0,
      remaining: 1,
    },
    {
      num: 1,
      at: 2000,
      from: 'healthy',
      to: 'exhausted',
      frozen: 1,
      remaining: -0.1,
    },
  ]);
  await database('slo_reviews').insert({
    num: 1,
    at: time('2026-08-01T12:00:00Z'),
    by: 'user:default/ann',
    note: 'Still right',
  });
  await database('slo_documents').insert({
    key: 'repository:component:default/checkout',
    origin: 'repository',
    service_ref: 'component:default/checkout',
    location: 'slos.yaml of shop/checkout',
    url: 'https://git.example.com/shop/checkout/slos.yaml',
    text: 'apiVersion: openslo/v1',
    hash: '',
    problems: JSON.stringify([
      { severity: 'warning', path: 'spec.x', found: '1', allowed: '2' },
    ]),
    version: 3,
    changed_at: 0,
    read_at: 0,
  });
  await addSlo(database, 'default.ledger.up', {
    num: 2,
    objective: '0.995',
    title: 'Ledger answers',
  });
  await addSlo(database, 'default.ledger.latency', {
    num: 3,
    objective: '0.9999',
    indicator: 'Latency',
  });
}

/** For tests: the story, told over HTTP. */
export async function storyOverHttp(database: Knex) {
  const source = FakeSource.create();
  const world = await slosOverHttp(database, [source]);
  await tellStory(world);
  return {
    source,
    world,
    get: async (path: string, who = 'ann') => {
      const { body } = await world.as(who).get(path).expect(200);
      return body;
    },
  };
}
