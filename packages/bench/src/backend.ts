import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { goldLayerServiceReadPermission } from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import { generateCatalog } from './catalog';
import { createCatalogService } from './catalogService';

/**
 * The backend under test: the real plugin with real authentication and
 * permissions over a generated catalog, in a process of its own. Its settings
 * come from the configuration file named on the command line.
 */
const services = Number(process.env.BENCH_SERVICES);

interface Statement {
  sql: string;
  bindings: (string | number)[];
}

/**
 * The floor of a measurement: a bare route of the same plugin, with the same
 * authentication and permission call, that runs on the same database
 * connection the very statements which the real route ran, and sends the same
 * bytes. What the real route takes beyond it is our own code.
 */
const floorModule = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'bench-floor',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ database, httpAuth, httpRouter, permissions }) {
        const knex = await database.getClient();
        const floors = new Map<
          string,
          { statements: Statement[]; body: string }
        >();
        let recording: Statement[] | undefined;
        knex.on('query', (query: Statement) => {
          if (/^\s*(select|with)\b/i.test(query.sql)) {
            recording?.push({ sql: query.sql, bindings: query.bindings ?? [] });
          }
        });
        const router = Router();
        router.use(express.text({ limit: '20mb', type: 'text/plain' }));
        router.post('/bench/recording', (_request, response) => {
          recording = [];
          response.status(204).end();
        });
        router.put('/bench/floors/:name', (request, response) => {
          const statements = recording ?? [];
          recording = undefined;
          floors.set(request.params.name, { statements, body: request.body });
          response.json({ statements: statements.length });
        });
        router.get('/bench/floors/:name', async (request, response, next) => {
          try {
            const credentials = await httpAuth.credentials(request, {
              allow: ['user', 'service'],
            });
            await permissions.authorizeConditional(
              [{ permission: goldLayerServiceReadPermission }],
              { credentials },
            );
            const floor = floors.get(request.params.name);
            if (!floor) throw new InputError(`No floor ${request.params.name}`);
            for (const { sql, bindings } of floor.statements) {
              await knex.raw(positional(sql), bindings);
            }
            response.type('application/json').send(floor.body);
          } catch (error) {
            next(error);
          }
        });
        router.get('/bench/evaluation', (_request, response, next) => {
          knex('evaluation_state')
            .first('started_at', 'finished_at')
            .then(row => response.json(row))
            .catch(next);
        });
        httpRouter.use(router);
      },
    });
  },
});

/** Statements are recorded as the driver saw them; `raw` wants its own placeholders. */
function positional(sql: string): string {
  return sql.replaceAll('\\?', '?').replace(/\$\d+/g, '?');
}

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => createCatalogService(generateCatalog(services)),
  }),
);
backend.add(import('@gold-layer/backstage-plugin-backend'));
backend.add(floorModule);
backend.start();
