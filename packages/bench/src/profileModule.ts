import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { addParts } from './parts';

/**
 * Notes what the backend's process spends its time on, for the developer tools
 * of a browser, and how long it waited for which statements, longest first.
 */
export const profileModule = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'bench-profile',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, httpRouter }) {
        const session = new Session();
        const statements = watchStatements(await database.getClient());
        addParts<{ file: string }>(httpRouter, 'profile', {
          begin: async () => {
            statements.clear();
            session.connect();
            await session.post('Profiler.enable');
            await session.post('Profiler.start');
          },
          end: async ({ file }) => {
            const { profile } = await session.post('Profiler.stop');
            session.disconnect();
            await writeFile(`${file}.cpuprofile`, JSON.stringify(profile));
            await writeFile(
              `${file}.sql.json`,
              JSON.stringify(longestFirst(statements), null, 2),
            );
          },
        });
      },
    });
  },
});

interface Waited {
  times: number;
  ms: number;
}

/** By statement, as far as its begin tells it from others. */
function watchStatements(knex: Knex): Map<string, Waited> {
  const waited = new Map<string, Waited>();
  const begun = new Map<string, number>();
  knex.on('query', ({ __knexQueryUid: id }) => {
    begun.set(id, performance.now());
  });
  const end = ({ __knexQueryUid: id, sql }: KnexQuery) => {
    const sum = waited.get(shortened(sql)) ?? { times: 0, ms: 0 };
    const ms = performance.now() - (begun.get(id) ?? Infinity);
    begun.delete(id);
    waited.set(shortened(sql), { times: sum.times + 1, ms: sum.ms + ms });
  };
  knex.on('query-response', (_response, query) => end(query));
  knex.on('query-error', (_error, query) => end(query));
  return waited;
}

interface KnexQuery {
  __knexQueryUid: string;
  sql: string;
}

function shortened(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .replace(/\d+(, \d+)+|\?(, \?)+|\$\d+(, \$\d+)+/g, '…')
    .replace(/\d+/g, '0')
    .slice(0, 500);
}

function longestFirst(waited: ReadonlyMap<string, Waited>) {
  return [...waited]
    .map(([sql, { ms, times }]) => ({ ms: Math.round(ms), times, sql }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 100);
}
