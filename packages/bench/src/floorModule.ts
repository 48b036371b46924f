import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { goldLayerServiceReadPermission } from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import type { Knex } from 'knex';

interface Statement {
  sql: string;
  bindings: (string | number)[];
}

const reading = /^\s*(select|with)\b/i;
const anything = /^\s*(select|with|insert|update|delete|begin|commit)\b/i;

/**
 * The floor of a measurement: a bare route of the same plugin, with the same
 * authentication and permission call, that runs on the same database
 * connection the very statements which the real route ran, and sends the same
 * bytes. What the real route takes beyond it is our own code.
 */
export const floorModule = createBackendModule({
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
          recording?.push({ sql: query.sql, bindings: query.bindings ?? [] });
        });
        const router = Router();
        router.use(express.text({ limit: '20mb', type: 'text/plain' }));
        router.post('/bench/recording', (_request, response) => {
          recording = [];
          response.status(204).end();
        });
        router.put('/bench/floors/:name', (request, response) => {
          const wanted = request.query.writes ? anything : reading;
          const statements = (recording ?? []).filter(({ sql }) =>
            wanted.test(sql),
          );
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
            await replay(knex, floor.statements);
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

/** Runs recorded statements, those of a transaction in one of their own. */
async function replay(knex: Knex, statements: Statement[]): Promise<void> {
  let tx: Knex.Transaction | undefined;
  for (const { sql, bindings } of statements) {
    if (/^begin\b/i.test(sql)) tx = await knex.transaction();
    else if (/^commit\b/i.test(sql)) {
      await tx?.commit();
      tx = undefined;
    } else await (tx ?? knex).raw(repeatable(positional(sql)), bindings);
  }
}

/** A row that was inserted once is not inserted again; which costs less, so the floor is rather too low. */
function repeatable(sql: string): string {
  return /^insert\b/i.test(sql) && !/ on conflict /i.test(sql)
    ? `${sql} on conflict do nothing`
    : sql;
}

/** Statements are recorded as the driver saw them; `raw` wants its own placeholders. */
function positional(sql: string): string {
  return sql.replaceAll('\\?', '?').replace(/\$\d+/g, '?');
}
