import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../../../database/migrate';
import { readWith } from '../readWith';
import type { NewDocument } from '../records';
import { SloRegistry } from './SloRegistry';
import { SloRegistryStore } from './SloRegistryStore';
import { UnreadDocuments } from './UnreadDocuments';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const shop = 'component:default/shop';
const cart = 'component:default/cart';

/** An SLO on pushed numbers. */
const slo = (name: string, target: string, service = 'shop') => `
apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: ${service}
  indicator:
    metadata: { name: runs }
    spec:
      ratioMetric:
        good: { metricSource: { type: gold-layer-push } }
        total: { metricSource: { type: gold-layer-push } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: ${target} }]
`;

const good = slo('availability', '0.999');
const file = (...documents: string[]) => documents.join('---');

const inRepository = (
  text: string,
  more: Partial<NewDocument> = {},
): NewDocument => ({
  key: `repository:${shop}`,
  origin: 'repository',
  service: shop,
  location: 'slos.yaml of shop',
  text,
  readAt: 1,
  ...more,
});

const shared = (text: string, more: Partial<NewDocument> = {}): NewDocument =>
  inRepository(text, {
    key: 'definitions:/slos/all.yaml',
    origin: 'definitions',
    service: undefined,
    location: '/slos/all.yaml',
    ...more,
  });

describe.each(databases.eachSupportedId())(
  'documents that give no SLO on %s',
  id => {
    async function setUp() {
      const database = await databases.init(id);
      await migrate(database);
      const reader = readWith([]);
      let reads = 0;
      const read: typeof reader = (...asked) => {
        reads += 1;
        return reader(...asked);
      };
      const store = SloRegistryStore.create({ database });
      const registry = SloRegistry.create({
        database,
        read,
        now: () => new Date(1000),
      });
      const unread = UnreadDocuments.create({ database, read, store });
      return {
        put: (...documents: NewDocument[]) =>
          registry.change(async () => ({ put: documents })),
        /** What is missing, in short. */
        async missing(service = shop) {
          const found = await unread.of(service);
          return found.map(
            ({ location, name, problem }) =>
              `${location} ${name ?? 'nameless'} ${problem.found}`,
          );
        },
        /** How often any text was read meanwhile. */
        async readsIn(work: () => Promise<unknown>): Promise<number> {
          const before = reads;
          await work();
          return reads - before;
        },
        unread,
      };
    }

    it('are found beside one that is well, with the first thing wrong', async () => {
      const { missing, put, unread } = await setUp();
      await put(inRepository(file(good, slo('latency', '99.9'))));
      expect(await missing()).toEqual(['slos.yaml of shop latency 99.9']);
      const [{ problem }] = await unread.of(shop);
      expect(problem).toMatchObject({
        path: '2:spec.objectives.0.target',
        line: 30,
      });
      await put(inRepository(file(good, slo('latency', '0.99'))));
      expect(await missing()).toEqual([]);
    });

    it('are none where what they said before stays in force', async () => {
      const { missing, put } = await setUp();
      await put(inRepository(file(good, slo('latency', '0.99'))));
      await put(inRepository(file(good, slo('latency', '99.9'))));
      expect(await missing()).toEqual([]);
      await put(inRepository(file(good, '\nkind: [SLO\n')));
      expect(await missing()).toEqual([]);
      // Another one that is broken was never anything.
      await put(inRepository(file(good, '\nkind: [SLO\n', '\nkind: {SLO\n')));
      expect(await missing()).toEqual([
        'slos.yaml of shop nameless broken YAML',
      ]);
    });

    it('are those that are no YAML, no OpenSLO, or lack what an SLO needs', async () => {
      const { missing, put } = await setUp();
      await put(
        inRepository(
          file(
            good,
            '\nkind: [SLO\n',
            '\nversion: prometheus/v1\nservice: shop\n',
            '\napiVersion: openslo/v1\nkind: SLO\nmetadata: { name: bare }\n',
            '\napiVersion: openslo/v1\nkind: DataSource\nmetadata: { name: main }\n',
          ),
        ),
      );
      const found = await missing();
      expect(found).toHaveLength(3);
      expect(found).toEqual(
        expect.arrayContaining([
          'slos.yaml of shop nameless broken YAML',
          'slos.yaml of shop nameless a file of Sloth',
          expect.stringMatching(/^slos.yaml of shop bare /),
        ]),
      );
    });

    it('are files that could never be read, until they give an SLO', async () => {
      const { missing, put } = await setUp();
      const error = 'GitHub answered 404.';
      await put(inRepository('', { error }));
      expect(await missing()).toEqual([
        'slos.yaml of shop nameless a file that could not be read (GitHub answered 404)',
      ]);
      await put(inRepository(good));
      expect(await missing()).toEqual([]);
      await put(inRepository(good, { error }));
      expect(await missing()).toEqual([]);
    });

    it('of files of definitions belong to the services that they name', async () => {
      const { missing, put } = await setUp();
      await put(
        inRepository(good),
        shared(
          file(
            slo('speed', '99.9', 'shop'),
            slo('up', '0.99', 'cart'),
            '\nkind: [SLO\n',
          ),
        ),
      );
      expect(await missing()).toEqual(['/slos/all.yaml speed 99.9']);
      expect(await missing(cart)).toEqual([]);
      expect(await missing('component:default/other')).toEqual([]);
    });

    it('are read once, however many files of definitions are broken', async () => {
      const { missing, put, readsIn } = await setUp();
      const broken = Array.from({ length: 120 }, (_, index) =>
        shared(slo(`n${index}`, '99.9'), { key: `definitions:/${index}` }),
      );
      await put(...broken, inRepository(slo('own', '99.9')));
      expect(await missing()).toHaveLength(121);
      expect(await readsIn(() => missing())).toBe(0);
      expect(await readsIn(() => missing(cart))).toBe(0);
      await put(shared(slo('n7', '98.9'), { key: 'definitions:/7' }));
      expect(await readsIn(() => missing())).toBe(1);
      expect(await readsIn(() => missing())).toBe(0);
    });

    it('are none where another document gives the same SLO', async () => {
      const { missing, put } = await setUp();
      await put(inRepository(slo('availability', '99.9')));
      expect(await missing()).toHaveLength(1);
      await put(shared(good));
      expect(await missing()).toEqual([]);
    });
  },
);
