import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { serviceRow } from './__testUtils__/serviceRow';
import { HiddenServices } from './HiddenServices';
import type { ServiceScope } from './ServiceScope';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

function seeing(names: string[] | 'all' | 'none'): ServiceScope {
  return {
    nothing: names === 'none',
    everything: names === 'all',
    restrict(query) {
      if (typeof names !== 'string') {
        query.whereIn('services.name', names);
      }
      return query;
    },
  };
}

describe.each(databases.eachSupportedId())('services hidden on %s', id => {
  it('are listed as long as they are few, with one look per caller', async () => {
    const database = await databases.init(id);
    await migrate(database);
    const rows = ['shop', 'mill', 'vault'].map(name => serviceRow(name));
    await database('services').insert(rows);
    const hidden = HiddenServices.create({ database });
    const vault = 'component:default/vault';

    expect(await hidden.of(seeing('all'))).toEqual([]);
    expect(await hidden.of(seeing('none'))).toBeUndefined();
    const caller = seeing(['shop', 'mill']);
    expect(await hidden.of(caller)).toEqual([vault]);

    await database('services').where('name', 'mill').delete();
    await database.batchInsert(
      'services',
      Array.from({ length: 1999 }, (_, n) => serviceRow(`vault${n}`)),
      30,
    );
    expect(await hidden.of(caller)).toEqual([vault]);
    expect(await hidden.of(seeing(['shop']))).toHaveLength(2000);

    await database('services').insert(serviceRow('one-too-many'));
    expect(await hidden.of(seeing(['shop']))).toBeUndefined();
  });
});
