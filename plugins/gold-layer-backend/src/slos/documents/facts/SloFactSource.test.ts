import { TestDatabases } from '@backstage/backend-test-utils';
import type { BudgetState } from '@gold-layer/backstage-plugin-common';
import { DatabaseServiceStore } from '../../../services/DatabaseServiceStore';
import { slosOverHttp } from '../../reading/__testUtils__/slosOverHttp';
import { SloListStore } from '../../reading/SloListStore';
import { readLines } from '../__testUtils__/fakeReader';
import { SloRegistry } from '../store/SloRegistry';
import { BudgetStepTaken, countExhaustions } from './exhaustions';
import { SloFactSource } from './SloFactSource';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const step = (at: number, from: BudgetState, to: BudgetState) => ({
  at,
  from,
  to,
});

describe('exhaustions', () => {
  it.each([
    ['none', [], 0],
    ['one', [step(5, 'critical', 'exhausted')], 1],
    ['one of before', [step(4, 'critical', 'exhausted')], 0],
    [
      'one that was unknown for a while',
      [
        step(5, 'critical', 'exhausted'),
        step(6, 'exhausted', 'unknown'),
        step(7, 'unknown', 'exhausted'),
      ],
      1,
    ],
    [
      'one that began before',
      [
        step(3, 'critical', 'exhausted'),
        step(4, 'exhausted', 'unknown'),
        step(7, 'unknown', 'exhausted'),
      ],
      0,
    ],
    [
      'two',
      [
        step(5, 'unknown', 'exhausted'),
        step(6, 'exhausted', 'critical'),
        step(7, 'critical', 'exhausted'),
      ],
      2,
    ],
  ] satisfies [string, BudgetStepTaken[], number][])(
    'count %s',
    (_, steps, count) => {
      expect(countExhaustions(steps, 5)).toBe(count);
    },
  );
});

describe.each(databases.eachSupportedId())(
  'the source of SLO facts on %s',
  id => {
    it('reads many services at once', async () => {
      const database = await databases.init(id);
      const { clock } = await slosOverHttp(database);
      const registry = SloRegistry.create({
        database,
        read: readLines,
        now: () => clock.now,
      });
      await registry.change(async () => ({
        put: [
          {
            key: 'definitions:all',
            origin: 'definitions',
            location: 'all',
            text: [
              'checkout/up 0.999 28d',
              'ledger/up 0.99 28d',
              'search/up 0.9999 28d',
              'search/latency 0.9 7d',
            ].join('\n'),
            readAt: 0,
          },
        ],
      }));
      const nums = Object.fromEntries(
        (await database('slos').select('num', 'id')).map(row => [
          row.id,
          row.num,
        ]),
      );
      const num = nums['default.checkout.up'];
      const steps = [
        ['2026-09-30T00:00:00Z', 'healthy', 'exhausted'],
        ['2026-10-02T00:00:00Z', 'exhausted', 'healthy'],
        ['2026-11-02T00:00:00Z', 'healthy', 'exhausted'],
      ];
      for (const [at, from, to] of steps) {
        await database('slo_budget_changes').insert({
          ...{ num, from, to, frozen: 1, at: Date.parse(at) },
        });
      }
      await database('slo_reviews').insert({
        ...{ num, by: 'user:default/ann', note: 'Fine.' },
        at: Date.parse('2026-11-17T10:00:00Z'),
      });
      const services = DatabaseServiceStore.create({ database });
      const source = SloFactSource.create({
        database,
        list: SloListStore.create({ database }),
        now: () => clock.now,
        policies: () => ['default'],
      });
      const refs = ['checkout', 'search', 'lonely'].map(
        name => `component:default/${name}`,
      );
      const found = new Map<string, Record<string, unknown>>();
      const all = source.collect(await services.findEntities(refs));
      for await (const collection of all) {
        if (collection.outcome !== 'facts') continue;
        found.set(
          collection.service,
          Object.fromEntries(
            collection.facts.map(({ fact, value }) => [fact, value]),
          ),
        );
      }
      expect(found.get('component:default/lonely')).toEqual({ 'slo.count': 0 });
      expect(found.get('component:default/checkout')).toMatchObject({
        'slo.count': 1,
        'slo.budget.exhaustionsThisQuarter': 1,
        'slo.review.ageDays': 10,
        // The ledger, which it depends on, promises less.
        'slo.dependencies.strictEnough': false,
      });
      expect(found.get('component:default/search')).toMatchObject({
        'slo.count': 2,
        'slo.objective.lowest': 90,
        'slo.window.days': 7,
        'slo.dependencies.strictEnough': true,
      });
    });
  },
);
