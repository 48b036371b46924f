import { join } from 'node:path';
import { installPackages } from './install.mjs';
import { root } from './places.mjs';
import { startPostgres } from './postgres.mjs';
import { endAllOnSignal, launch } from './processes.mjs';
import { say } from './say.mjs';
import { findToolchain } from './toolchain.mjs';

/** Runs packages/bench, with a PostgreSQL of its own unless one is given. */
export async function bench(args) {
  endAllOnSignal();
  const tools = await findToolchain();
  await installPackages(tools);
  const postgres = process.env.BENCH_POSTGRES
    ? undefined
    : await startPostgres();
  const url = process.env.BENCH_POSTGRES ?? postgres?.url;
  const choice = [];
  if (!url && !args.includes('--database')) {
    say(
      'Skipped: PostgreSQL, because no server programs (initdb, postgres) were found.',
    );
    choice.push('--database', 'sqlite');
  }
  const { exit } = launch(
    tools.node,
    [
      '--require',
      join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/bench/src/main.ts'),
      ...args,
      ...choice,
    ],
    {
      cwd: root,
      env: {
        ...tools.env,
        ...(url && { BENCH_POSTGRES: url }),
      },
      onLine: say,
    },
  );
  const { code } = await exit;
  await postgres?.stop();
  return code;
}
