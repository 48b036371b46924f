import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { storeServices } from './__testUtils__/storeServices';
import { component, TestCatalog } from './__testUtils__/TestCatalog';
import { DatabaseServiceChanges } from './DatabaseServiceChanges';
import { ProjectionStore } from './ProjectionStore';
import { ServiceNeeds } from './ServiceNeeds';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const ref = (name: string) => `component:default/${name}`;
const relate = (...relations: string[]) =>
  relations.map(relation => {
    const [type, targetRef] = relation.split(' ');
    return { type, targetRef };
  });

const shop = (...relations: string[]) =>
  component('shop', { relations: relate(...relations) });

describe.each(databases.eachSupportedId())('needs of services on %s', id => {
  async function setUp() {
    const database = await databases.init(id);
    await migrate(database);
    const catalog = new TestCatalog();
    catalog.put(
      shop(
        'dependsOn component:default/Stock',
        'dependsOn component:default/gone',
        'dependsOn resource:default/disk',
        'consumesApi api:default/Prices',
        'consumesApi api:default/shop',
        'providesApi api:default/shop',
      ),
      component('stock', {
        relations: relate(
          'dependencyOf component:default/shop',
          'providesApi api:default/prices',
        ),
      }),
      component('tariff', {
        relations: relate('providesApi api:default/prices'),
      }),
      component('till', {
        relations: relate('consumesApi api:default/shop'),
      }),
    );
    await storeServices(database, catalog);
    const read = async (...names: string[]) =>
      Object.fromEntries(
        await ServiceNeeds.create({ database }).neededBy(names.map(ref)),
      );
    return { catalog, database, read };
  }

  it('are what they depend on and who provides the APIs that they consume, each once', async () => {
    const { read } = await setUp();
    expect(await read('shop', 'stock', 'till', 'unknown')).toEqual({
      [ref('shop')]: ['gone', 'stock', 'tariff'].map(ref),
      [ref('till')]: [ref('shop')],
    });
    expect(await read()).toEqual({});
  });

  it('follow the catalog', async () => {
    const { catalog, database, read } = await setUp();
    catalog.put(shop('consumesApi api:default/prices'));
    await storeServices(database, catalog);
    const changes = DatabaseServiceChanges.create({ database });
    await ProjectionStore.create({ database, changes }).remove([
      ref('stock'),
      ref('till'),
    ]);
    expect(await read('shop', 'till')).toEqual({
      [ref('shop')]: [ref('tariff')],
    });
    expect(await database('service_relations').orderBy('service_ref')).toEqual([
      {
        service_ref: ref('shop'),
        type: 'consumesApi',
        target_ref: 'api:default/prices',
      },
      {
        service_ref: ref('tariff'),
        type: 'providesApi',
        target_ref: 'api:default/prices',
      },
    ]);
  });
});
