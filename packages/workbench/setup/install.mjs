import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { explainNetworkFailure, isNetworkFailure } from './network.mjs';
import { logFile, root } from './places.mjs';
import { end, launch } from './processes.mjs';
import { say, step } from './say.mjs';
import { Stop } from './Stop.mjs';

// Inside node_modules, so that deleting that folder deletes the claim as well.
const stampFile = join(root, 'node_modules', '.gold-layer-installed');

function manifests() {
  const workspaces = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name =>
      join(root, folder, name, 'package.json'),
    ),
  );
  return ['package.json', 'yarn.lock', '.yarnrc.yml']
    .map(name => join(root, name))
    .concat(workspaces.sort())
    .filter(path => existsSync(path));
}

function stampOf(nodeVersion) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${nodeVersion}\n`);
  for (const path of manifests()) {
    hash.update(`${relative(root, path)}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function refusal(output) {
  if (isNetworkFailure(output)) {
    return explainNetworkFailure(output, {
      need: 'and there are packages to install',
      settings: 'the registry settings in .yarnrc.yml',
    });
  }
  if (output.includes('YN0028')) {
    return 'yarn.lock does not fit the package.json files: run `yarn install`, commit the changed yarn.lock and run the command again.';
  }
  if (output.includes('ENOSPC')) {
    return 'The disk is full: the packages need about 3 GB; make room and run the command again.';
  }
  return `yarn could not install the packages; its messages are in ${logFile('install')}.`;
}

const phases = {
  Resolution: 'reading the lockfile',
  Fetch: 'fetching packages',
  Link: 'putting packages in place',
};

async function runYarn([command, args], { env, doing }) {
  const lines = [];
  const yarn = launch(command, [...args, 'install', '--immutable'], {
    cwd: root,
    env,
    log: logFile('install'),
    onLine: line => {
      lines.push(line);
      const phase = /┌ (Resolution|Fetch|Link) step/.exec(line)?.[1];
      if (phase) {
        doing(phases[phase]);
      }
      // By now yarn has tried three times, and would do so for every package.
      if (isNetworkFailure(line)) {
        end(yarn);
      }
    },
  });
  const { code, error } = await yarn.exit;
  return { code, output: error ? error.message : lines.join('\n') };
}

/** Installs what the lockfile says, if anything changed since the last time. */
export async function installPackages({ yarn, env, nodeVersion }) {
  const stamp = stampOf(nodeVersion);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return;
  }
  const { code, output } = await step(
    'Installing packages from yarn.lock (about a minute the first time, more on a slow line)',
    doing => runYarn(yarn, { env, doing }),
  );
  if (code !== 0) {
    throw new Stop(refusal(output));
  }
  writeFileSync(stampFile, stamp);
  say('Packages installed.');
}
