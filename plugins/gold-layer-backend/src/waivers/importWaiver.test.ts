import { TestDatabases } from '@backstage/backend-test-utils';
import { pastWaiverSchema } from '@gold-layer/backstage-plugin-common';
import { risk, waiversOverHttp } from './__testUtils__/waiversOverHttp';
import type { WaivableThings } from './WaivableThings';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const origin = { source: 'sheet', title: 'the old sheet' };

const known: WaivableThings<object> = {
  describe: async named => named.map(() => ({ title: 'Ready', state: 'fail' })),
};

/** A waiver of the sheet; the clock of the tests stands on 21 November. */
function past(more: object = {}) {
  return pastWaiverSchema.parse({
    kind: 'waiver',
    key: 'row 1',
    service: 'component:default/critical',
    subject: { kind: 'check', scorecard: 'gold', check: 'ready' },
    risk: risk(),
    requestedBy: 'user:default/ann',
    requestedAt: '2026-11-01T09:00:00Z',
    requestedUntil: '2026-11-25',
    decided: {
      by: 'user:default/sam',
      at: '2026-11-02T09:00:00Z',
      decision: 'approved',
    },
    ...more,
  });
}

describe.each(databases.eachSupportedId())(
  'waivers from before the portal on %s',
  id => {
    async function setUp() {
      const world = await waiversOverHttp(await databases.init(id));
      await world.score();
      const importer = world.waivers.importer({
        services: world.services,
        things: { check: known, control: known },
      });
      const list = async () => {
        const { body } = await world.as('ann').get('/waivers').expect(200);
        return body.items as { id: string; state: string }[];
      };
      return { ...world, importer, list };
    }

    it('are taken over once, and hold like any other', async () => {
      const { importer, list } = await setUp();
      expect(await importer.import(past(), origin)).toEqual({
        status: 'imported',
        service: 'component:default/critical',
      });
      expect(await importer.import(past(), origin)).toEqual({
        status: 'known',
      });
      expect(await list()).toMatchObject([
        {
          title: 'Title of ready',
          state: 'active',
          until: '2026-11-25T23:59:59.999Z',
          requestedBy: { title: 'Ann' },
          decidedBy: { title: 'Sam' },
          may: { revoke: { allowed: true } },
        },
      ]);
    });

    it.each([
      ['requested', { decided: undefined }],
      ['expired', { requestedUntil: '2026-11-20' }],
      ['rejected', { decided: { ...past().decided, decision: 'rejected' } }],
      [
        'revoked',
        {
          ended: {
            by: 'user:default/sam',
            at: '2026-11-10T09:00:00Z',
            comment: 'Mended.',
          },
        },
      ],
      [
        'withdrawn',
        {
          decided: undefined,
          ended: {
            by: 'user:default/ann',
            at: '2026-11-10T09:00:00Z',
            comment: 'Not needed.',
          },
        },
      ],
    ])('are %s as told', async (state, more) => {
      const { importer, list } = await setUp();
      await importer.import(past(more), origin);
      expect(await list()).toMatchObject([{ state }]);
    });

    it('hold no longer than the tier allows', async () => {
      const { importer, list } = await setUp();
      await importer.import(past({ requestedUntil: '2027-06-01' }), origin);
      expect(await list()).toMatchObject([
        { until: '2026-12-02T09:00:00.000Z' },
      ]);
    });

    it('give way to their next term', async () => {
      const { importer, list } = await setUp();
      await importer.import(past(), origin);
      const next = past({
        key: 'row 2',
        renews: 'row 1',
        requestedAt: '2026-11-18T09:00:00Z',
        requestedUntil: '2026-12-10',
        decided: {
          by: 'user:default/dora',
          at: '2026-11-19T09:00:00Z',
          decision: 'approved',
        },
      });
      await importer.import(next, origin);
      const found = await list();
      expect(found.map(({ state }) => state).sort()).toEqual([
        'active',
        'renewed',
      ]);
      expect(found.find(({ state }) => state === 'active')).toMatchObject({
        renewal: 1,
        approver: { role: 'engineering-director' },
      });
    });

    it('are refused where one holds already', async () => {
      const { importer, list, waive } = await setUp();
      await waive('sam');
      await expect(importer.import(past(), origin)).rejects.toThrow(
        /^A waiver on 'Ready' of '.*' is active already/,
      );
      expect(await list()).toHaveLength(1);
    });

    it('wait for their service', async () => {
      const { importer } = await setUp();
      const unknown = past({ service: 'component:default/later' });
      expect(await importer.import(unknown, origin)).toMatchObject({
        status: 'waits',
      });
    });

    it.each([
      [
        'approved by who asked',
        { decided: { ...past().decided, by: 'user:default/ann' } },
        /^decided\.by: expected somebody else/,
      ],
      [
        'decided before they were asked for',
        { decided: { ...past().decided, at: '2026-10-02T09:00:00Z' } },
        /^decided\.at: expected a time not before/,
      ],
      ['renewing what is not there', { renews: 'row 0' }, /^renews: /],
    ])('are refused when %s', async (_, wrong, message) => {
      const { importer, list } = await setUp();
      await expect(importer.import(past(wrong), origin)).rejects.toThrow(
        message,
      );
      expect(await list()).toEqual([]);
    });
  },
);
