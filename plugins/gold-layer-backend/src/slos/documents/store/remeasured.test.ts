import { TestDatabases } from '@backstage/backend-test-utils';
import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import { migrate } from '../../../database/migrate';
import { earlyMeasureHash, measureHash } from '../../measureHash';
import { slo } from '../__testUtils__/fakeReader';
import { SloRegistry } from './SloRegistry';
import { SloRegistryStore } from './SloRegistryStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const service = 'component:default/shop';

const asking = (query: string, more: Partial<SloSpec> = {}, source?: string) =>
  slo('shop', 'up', {
    sli: {
      kind: 'raw',
      raw: { type: 'prometheus', query, source },
      rawType: 'success',
    },
    ...more,
  });

describe.each(databases.eachSupportedId())('documents on %s', id => {
  async function setUp() {
    const database = await databases.init(id);
    await migrate(database);
    const registry = SloRegistry.create({
      database,
      defaultSource: type => (type === 'prometheus' ? 'main' : undefined),
      read: text => {
        const document = { slos: [JSON.parse(text)], problems: [] };
        return { documents: [{ ...document, invalid: false }], problems: [] };
      },
      now: () => new Date(1000),
    });
    const store = SloRegistryStore.create({ database });
    return {
      database,
      /** Takes in a document; answers what it says of the SLO, and by which hash it is known. */
      async put(spec: SloSpec) {
        const { added, changed, remeasured } = await registry.change(
          async () => ({
            put: [
              {
                key: `record:${service}`,
                origin: 'record',
                service,
                location: 'record of shop',
                text: JSON.stringify(spec),
                readAt: 1,
              },
            ],
          }),
        );
        const found = await store.find(spec.id);
        return { added, changed, remeasured, hash: found?.measureHash };
      },
    };
  }

  it.each([
    ['white space', asking('a /\n\n   b')],
    ['a comment', asking('a / b # as told')],
    [
      'the name of the source that is asked anyway',
      asking('a / b', {}, 'main'),
    ],
    ['the objective', asking('a / b', { objective: '0.5' })],
  ])(
    'know that what is measured stays the same with another %s',
    async (_, next) => {
      const { put } = await setUp();
      const { hash } = await put(asking('a / b'));
      expect(await put(next)).toEqual({
        added: [],
        changed: [1],
        remeasured: [],
        hash,
      });
    },
  );

  it('know what is measured by what early versions made of it', async () => {
    const { database, put } = await setUp();
    await put(asking('a / b'));
    const early = earlyMeasureHash(asking('a / b'));
    await database('slos').update({ measure_hash: early });
    expect(await put(asking('a  /  b', { objective: '0.5' }))).toMatchObject({
      remeasured: [],
      hash: early,
    });
    const next = await put(asking('b / a'));
    expect(next).toMatchObject({ changed: [1], remeasured: [1] });
    expect(next.hash).not.toBe(early);
  });

  it('give the same again where a change is taken back, in whatever form', async () => {
    const { put } = await setUp();
    const { hash } = await put(asking('a / b'));
    expect(await put(asking('b / a'))).toMatchObject({ remeasured: [1] });
    expect(await put(asking('a   / b', {}, 'main'))).toMatchObject({
      remeasured: [1],
      hash,
    });
    expect(hash).toBe(measureHash(asking('a / b')));
  });
});
