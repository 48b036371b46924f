import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { AreaStore } from '../AreaStore';
import { CatalogReader } from '../CatalogReader';
import { DatabaseServiceChanges } from '../DatabaseServiceChanges';
import { DatabaseServiceStore } from '../DatabaseServiceStore';
import { GroupStore } from '../GroupStore';
import { ProjectionStore } from '../ProjectionStore';
import { ProjectionWriter } from '../ProjectionWriter';
import { UserStore } from '../UserStore';
import type { TestCatalog } from './TestCatalog';

/** Fills the tables of services with all that a catalog holds. */
export async function storeServices(
  database: Knex,
  catalog: TestCatalog,
): Promise<void> {
  const changes = DatabaseServiceChanges.create({ database });
  const reader = CatalogReader.create({
    catalog: catalog.service(),
    auth: mockServices.auth(),
  });
  const writer = ProjectionWriter.create({
    reader,
    services: DatabaseServiceStore.create({ database }),
    store: ProjectionStore.create({ database, changes }),
    groups: GroupStore.create({ database }),
    areas: AreaStore.create({ database }),
    users: UserStore.create({ database }),
    logger: mockServices.logger.mock(),
  });
  await writer.apply([...(await reader.identities()).keys()], []);
}
