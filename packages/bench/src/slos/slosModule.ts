import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { addParts } from '../parts';
import { updateStatistics } from '../updateStatistics';
import { measureTables } from './storage';
import { writeBuckets } from './writeBuckets';
import { writeDocuments } from './writeDocuments';

/** What the parts are told; each takes what it needs. */
type Body = { task: string } & Parameters<typeof writeBuckets>[1] &
  Parameters<typeof writeDocuments>[1];

/**
 * Writes SLOs and what was counted straight into the tables: measuring five
 * weeks of ten thousand SLOs through a source would take hours.
 */
export const slosModule = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'bench-slos',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, httpRouter }) {
        const knex = await database.getClient();
        addParts<Body>(httpRouter, 'slos', {
          documents: body => writeDocuments(knex, body),
          buckets: body => writeBuckets(knex, body),
          statistics: () => updateStatistics(knex),
          storage: () => measureTables(knex),
          // From now on the task runs only when it is triggered.
          hold: ({ task }) =>
            knex('backstage_backend_tasks__tasks')
              .where({ id: task })
              .update({ next_run_start_at: null }),
          run: () => knex('slo_runs').where({ task: 'evaluate' }).first(),
        });
      },
    });
  },
});
