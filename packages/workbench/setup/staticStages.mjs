import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { backstageCli } from './backstageCli.mjs';
import { root } from './places.mjs';
import { run } from './processes.mjs';
import { say } from './say.mjs';

const cache = join(root, 'node_modules', '.cache', 'gold-layer');

async function quietly(node, args, env) {
  const { code, output } = await run(node, args, { cwd: root, env });
  if (code === 0) {
    return {};
  }
  say(output);
  return { failed: 1 };
}

/** Whether every file is laid out by Prettier. */
export function checkFormat({ node, env }) {
  return quietly(
    node,
    [
      join(root, 'node_modules/prettier/bin/prettier.cjs'),
      ...['--check', '.', '--log-level', 'warn'],
      ...['--cache', '--cache-location', join(cache, 'prettier')],
    ],
    env,
  );
}

/** Whether ESLint has nothing to say about any package. */
export function lint({ node, env }) {
  return quietly(
    node,
    [backstageCli, 'repo', 'lint', '--max-warnings', '0'],
    env,
  );
}

/** Whether TypeScript accepts every package. */
export function checkTypes({ node, env }) {
  mkdirSync(cache, { recursive: true });
  return quietly(
    node,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['--noEmit', '--incremental'],
      ...['--tsBuildInfoFile', join(cache, 'types.tsbuildinfo')],
    ],
    env,
  );
}
