import { TestDatabases } from '@backstage/backend-test-utils';
import type { ServiceScope } from '../../services';
import { createWorld } from '../__testUtils__/createWorld';
import { evaluationStatus } from './evaluationStatus';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const everything: ServiceScope = {
  nothing: false,
  everything: true,
  restrict: query => query,
};
/** What a conditional policy on owners makes of a caller. */
const ownedByA: ServiceScope = {
  nothing: false,
  everything: false,
  restrict(query) {
    query.where('services.owner_ref', 'group:default/a');
    return query;
  },
};

describe.each(databases.eachSupportedId())('how scoring does on %s', id => {
  it('is told of the services that the caller may see', async () => {
    const world = await createWorld(await databases.init(id), {});
    const { addService, database } = world;
    await addService('shop', { owner_ref: 'group:default/a' });
    await addService('ledger', { owner_ref: 'group:default/a' });
    await addService('vault', { owner_ref: 'group:default/b' });
    const failed = (name: string, at: number) => ({
      service_ref: `component:default/${name}`,
      error: `The rule of ${name} erred.`,
      at,
    });
    await database('evaluation_failures').insert([
      failed('shop', 1),
      failed('vault', 2),
    ]);

    expect(await evaluationStatus(everything, world)).toMatchObject({
      pending: 3,
      failures: 2,
      error: 'component:default/vault: The rule of vault erred.',
    });
    expect(await evaluationStatus(ownedByA, world)).toMatchObject({
      pending: 2,
      failures: 1,
      error: 'component:default/shop: The rule of shop erred.',
    });
  });
});
