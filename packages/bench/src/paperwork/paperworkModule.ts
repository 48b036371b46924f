import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { addParts } from '../parts';
import { updateStatistics } from '../updateStatistics';
import { takePatterns, writeReviews } from './writeReviews';
import { writeAssessments } from './writeAssessments';
import { writeWaivers } from './writeWaivers';

/** What the parts are told; each takes what it needs. */
type Body = { reviews: string[] } & Omit<
  Parameters<typeof writeReviews>[1],
  'patterns'
> &
  Parameters<typeof writeAssessments>[1] &
  Parameters<typeof writeWaivers>[1];

/**
 * Writes paperwork straight into the tables, as walking ten thousand reviews
 * through the API would take a day.
 */
export const paperworkModule = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'bench-paperwork',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, httpRouter }) {
        const knex = await database.getClient();
        let patterns: string[] = [];
        addParts<Body>(httpRouter, 'paperwork', {
          patterns: async ({ reviews }) => {
            patterns = reviews;
            await takePatterns(knex, reviews);
          },
          reviews: body => writeReviews(knex, { ...body, patterns }),
          assessments: body => writeAssessments(knex, body),
          waivers: body => writeWaivers(knex, body),
          statistics: () => updateStatistics(knex),
        });
      },
    });
  },
});
