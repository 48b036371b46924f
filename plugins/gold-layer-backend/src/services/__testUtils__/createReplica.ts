import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseFactStore } from '../../facts/DatabaseFactStore';
import { AreaStore } from '../AreaStore';
import { CatalogReader } from '../CatalogReader';
import { CatalogServiceProjection } from '../CatalogServiceProjection';
import { ComparisonStore } from '../ComparisonStore';
import { DatabaseServiceChanges } from '../DatabaseServiceChanges';
import { DatabaseServiceStore } from '../DatabaseServiceStore';
import { GroupStore } from '../GroupStore';
import { ProjectionStore } from '../ProjectionStore';
import { ProjectionWriter } from '../ProjectionWriter';
import { UserStore } from '../UserStore';
import type { TestCatalog } from './TestCatalog';

/** For tests: a replica that follows a catalog, and what its listeners heard. */
export function createReplica(database: Knex, catalog: TestCatalog) {
  const changes = DatabaseServiceChanges.create({ database });
  const facts = DatabaseFactStore.create({ database, changes });
  const services = DatabaseServiceStore.create({ database });
  const groups = GroupStore.create({ database });
  const store = ProjectionStore.create({ database, changes });
  const comparisons = ComparisonStore.create({ database });
  const reader = CatalogReader.create({
    catalog: catalog.service(),
    auth: mockServices.auth(),
  });
  const logger = mockServices.logger.mock();
  const projection = CatalogServiceProjection.create({
    database,
    reader,
    store,
    comparisons,
    interval: 60_000,
    logger,
    writer: ProjectionWriter.create({
      reader,
      services,
      store,
      groups,
      areas: AreaStore.create({ database }),
      users: UserStore.create({ database }),
      logger,
    }),
  });
  const news: string[] = [];
  const answers: string[] = [];
  projection.subscribe({
    upserted: async upserted => {
      news.push(...upserted.map(it => `+${it.service.name}`));
      answers.push(...upserted.map(it => it.service.gold.answer));
    },
    removed: async refs => {
      news.push(...refs.map(ref => `-${ref}`));
    },
  });
  const heard = () => news.splice(0).sort();
  return {
    /** Answers to "should this be Gold?" as listeners heard them. */
    answers,
    catalog,
    changes,
    comparisons,
    database,
    groups,
    heard,
    logger,
    projection,
    services,
    store,
    /** Records how often the error budget of a service ran out this quarter. */
    ranOut: (name: string, times: number, validUntil?: Date) =>
      facts.record([
        {
          service: `component:default/${name}`,
          fact: 'slo.budget.exhaustionsThisQuarter',
          value: times,
          source: 'slo',
          collectedAt: new Date(),
          validUntil,
          history: false,
        },
      ]),
  };
}

/** For tests: which group is above which, or the same. */
export async function closure(database: Knex): Promise<string[]> {
  const rows = await database('group_closure').select();
  const name = (ref: string) => ref.replace('group:default/', '');
  return rows
    .map(it => `${name(it.ancestor_ref)}>${name(it.descendant_ref)}`)
    .sort();
}
