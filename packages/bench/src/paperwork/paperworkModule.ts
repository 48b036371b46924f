import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { Router } from 'express';
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
        const parts: Record<string, (body: Body) => Promise<void>> = {
          patterns: async ({ reviews }) => {
            patterns = reviews;
            await takePatterns(knex, reviews);
          },
          reviews: body => writeReviews(knex, { ...body, patterns }),
          assessments: body => writeAssessments(knex, body),
          waivers: body => writeWaivers(knex, body),
          // PostgreSQL does this by itself, but only after a while; SQLite never does.
          statistics: async () => {
            if (knex.client.config.client === 'pg') await knex.raw('analyze');
          },
        };
        const router = Router();
        router.post(
          '/bench/paperwork/:part',
          express.json({ limit: '1mb' }),
          async (request, response, next) => {
            try {
              const { part } = request.params;
              if (!parts[part]) throw new InputError(`No part '${part}'`);
              await parts[part](request.body);
              response.status(204).end();
            } catch (error) {
              next(error);
            }
          },
        );
        httpRouter.use(router);
      },
    });
  },
});
