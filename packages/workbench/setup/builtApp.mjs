import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backstageCli } from './backstageCli.mjs';
import { logFile, root } from './places.mjs';
import { run } from './processes.mjs';
import { say, step } from './say.mjs';

const app = join(root, 'packages', 'app');
const stampFile = join(app, 'dist', '.built-from');

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'dist'].includes(entry.name)
        ? []
        : filesUnder(path);
    }
    return entry.isFile() ? [path] : [];
  });
}

function stampOf() {
  const hash = createHash('sha256');
  const files = [
    ...['yarn.lock', 'app-config.yaml'].map(name => join(root, name)),
    ...[app, join(root, 'plugins/gold-layer')].flatMap(filesUnder),
    ...filesUnder(join(root, 'plugins/gold-layer-common')),
  ];
  for (const path of files.sort()) {
    hash.update(`${relative(root, path)}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Builds the portal's pages unless they are built from these very sources. */
export async function buildApp({ node, env }) {
  const stamp = stampOf();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return true;
  }
  const { code, output } = await step('Building the pages', () =>
    run(
      node,
      [
        ...[backstageCli, 'package', 'build'],
        ...['--config', join(root, 'app-config.yaml')],
      ],
      { cwd: app, env, log: logFile('build') },
    ),
  );
  if (code !== 0) {
    say(output);
    return false;
  }
  writeFileSync(stampFile, stamp);
  return true;
}
