import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { explainNetworkFailure, isNetworkFailure } from './network.mjs';
import { logFile, root, toolchain } from './places.mjs';
import { run } from './processes.mjs';
import { step } from './say.mjs';
import { Stop } from './Stop.mjs';

// The Node versions that Backstage supports, and the exact ones brought along.
const SUPPORTED_NODE = ['22', '24'];
const NODE_VERSION = '22.23.3';
const YARN_VERSION = '4.13.0';

const windows = process.platform === 'win32';
const platform = windows ? 'win' : process.platform;
const nodePackage = `node-${platform}-${process.arch}`;
const modules = join(toolchain, 'node_modules');

const broughtNode = join(
  modules,
  nodePackage,
  'bin',
  windows ? 'node.exe' : 'node',
);
const broughtYarn = join(modules, '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');

function has(packageName, version) {
  const manifest = join(modules, packageName, 'package.json');
  return (
    existsSync(manifest) &&
    JSON.parse(readFileSync(manifest, 'utf8')).version === version
  );
}

function withPath(env, folders) {
  // Windows calls it `Path`, and an object copied from process.env is case-sensitive.
  const name = Object.keys(env).find(key => key.toUpperCase() === 'PATH');
  const path = [...folders, env[name ?? 'PATH']].filter(Boolean);
  return { ...env, [name ?? 'PATH']: path.join(delimiter) };
}

/** npm as it was called, or the one on the path. */
function npm() {
  const script = process.env.npm_execpath ?? '';
  return script.endsWith('npm-cli.js')
    ? [process.execPath, [script]]
    : [windows ? 'npm.cmd' : 'npm', []];
}

async function hasYarn4() {
  const { code, output } = await run(
    windows ? 'yarn.cmd' : 'yarn',
    ['--version'],
    {
      cwd: root,
      env: { ...process.env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' },
    },
  );
  return code === 0 && /^4\.\d+\.\d+$/m.test(output);
}

async function bring(wanted) {
  const names = wanted.map(({ name }) =>
    name === nodePackage ? `Node ${NODE_VERSION}` : `yarn ${YARN_VERSION}`,
  );
  const [command, args] = npm();
  const { code, output } = await step(
    `Fetching ${names.join(' and ')} into .toolchain`,
    () =>
      run(
        command,
        [
          ...args,
          'install',
          ...['--prefix', toolchain, '--no-save', '--ignore-scripts'],
          ...['--no-audit', '--no-fund', '--no-package-lock'],
          // npm's own patience without a network is more than two minutes.
          ...['--fetch-retry-mintimeout', '1000'],
          ...['--fetch-retry-maxtimeout', '5000'],
          ...wanted.map(({ name, version }) => `${name}@${version}`),
        ],
        { cwd: root, log: logFile('toolchain') },
      ),
  );
  if (code === 0) {
    return;
  }
  if (isNetworkFailure(output)) {
    throw new Stop(
      explainNetworkFailure(output, {
        need: 'and this first run needs it',
        settings: 'the proxy and registry settings of npm',
      }),
    );
  }
  if (/E404|ETARGET|notarget|EBADPLATFORM/.test(output)) {
    throw new Stop(
      `There is no ready-made Node for ${platform} on ${process.arch}: install Node ${SUPPORTED_NODE.join(' or ')} yourself and run the command again.`,
    );
  }
  throw new Stop(
    `npm could not install ${names.join(' and ')}; its messages are in ${logFile('toolchain')}.`,
  );
}

/**
 * The Node and yarn to work with: the machine's own where they fit, otherwise
 * exact versions from the npm registry in `.toolchain`.
 */
export async function findToolchain() {
  const ownNode = SUPPORTED_NODE.includes(process.versions.node.split('.')[0]);
  const broughtYarnBefore = has('@yarnpkg/cli-dist', YARN_VERSION);
  const ownYarn = !broughtYarnBefore && (await hasYarn4());

  const wanted = [
    ...(ownNode ? [] : [{ name: nodePackage, version: NODE_VERSION }]),
    ...(ownYarn ? [] : [{ name: '@yarnpkg/cli-dist', version: YARN_VERSION }]),
  ];
  if (!wanted.every(({ name, version }) => has(name, version))) {
    await bring(wanted);
  }

  const node = ownNode ? process.execPath : broughtNode;
  const folders = [dirname(node), ...(ownYarn ? [] : [join(modules, '.bin')])];
  return {
    node,
    nodeVersion: ownNode ? process.versions.node : NODE_VERSION,
    yarn: ownYarn ? [windows ? 'yarn.cmd' : 'yarn', []] : [node, [broughtYarn]],
    env: withPath(process.env, folders),
  };
}
