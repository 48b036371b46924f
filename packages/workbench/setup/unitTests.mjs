import { existsSync, readFileSync, rmSync } from 'node:fs';
import { backstageCli } from './backstageCli.mjs';
import { logFile, root } from './places.mjs';
import { startPostgres } from './postgres.mjs';
import { launch } from './processes.mjs';
import { say } from './say.mjs';
import { fromJest } from './tally.mjs';

// The name by which Backstage's TestDatabases finds a PostgreSQL of any version.
const CONNECTION = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** Every Jest test of every package; stores on SQLite and, if there is one, PostgreSQL. */
export async function runUnitTests({ node, env }) {
  const given = process.env[CONNECTION];
  const postgres = given ? undefined : await startPostgres();
  const url = given ?? postgres?.url;
  say(
    url
      ? 'Stores are tested on SQLite and PostgreSQL.'
      : 'Skipped: stores on PostgreSQL, because no PostgreSQL server programs (initdb, postgres) were found.',
  );

  const report = logFile('jest').replace(/\.log$/, '.json');
  rmSync(report, { force: true });
  const { exit } = launch(
    node,
    [
      ...[backstageCli, 'repo', 'test', '--watchAll=false'],
      ...['--json', `--outputFile=${report}`],
    ],
    {
      cwd: root,
      env: {
        ...env,
        CI: '1',
        FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...(url && { [CONNECTION]: url }),
      },
      onLine: say,
    },
  );
  const { code } = await exit;
  await postgres?.stop();
  if (!existsSync(report)) {
    return { failed: 1 };
  }
  const counts = fromJest(JSON.parse(readFileSync(report, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
