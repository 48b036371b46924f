import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { startPrometheus } from '../prometheus/startPrometheus.mjs';
import { installPackages } from './install.mjs';
import { data, logFile, root } from './places.mjs';
import { requireFree } from './ports.mjs';
import { endAllOnSignal, isClosing, launch } from './processes.mjs';
import { pushToken } from './pushToken.mjs';
import { say, step } from './say.mjs';
import { Stop } from './Stop.mjs';
import { findToolchain } from './toolchain.mjs';

// A small machine needs two minutes to compile the pages the first time.
const READY_MS = 10 * 60_000;

// Errors carry their stack in one line; the log has it all.
const WIDEST = 300;

const ports = {
  GOLD_LAYER_APP_PORT: Number(process.env.GOLD_LAYER_APP_PORT || 3000),
  GOLD_LAYER_API_PORT: Number(process.env.GOLD_LAYER_API_PORT || 7007),
};
const page = `http://localhost:${ports.GOLD_LAYER_APP_PORT}`;
const readiness = `http://localhost:${ports.GOLD_LAYER_API_PORT}/.backstage/health/v1/readiness`;

async function answersOk(url) {
  try {
    // The page is held back by its server until it is compiled.
    const response = await fetch(url, {
      signal: AbortSignal.timeout(READY_MS),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function untilOk(url) {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (await answersOk(url)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Stop(
    `The portal did not become ready within ten minutes; its messages are in ${join(data, 'logs')}.`,
  );
}

/** Errors as the backend (time, plugin, level) and the page compiler print them. */
function isError(line) {
  return /^\S+ \S+ error /.test(line) || line.startsWith('ERROR in');
}

/** One half of the portal; its full output goes to a log, errors to the screen. */
function startHalf(name, { node, env }) {
  const recent = [];
  const half = launch(
    node,
    [
      join(root, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
      'package',
      'start',
    ],
    {
      cwd: join(root, 'packages', name),
      env,
      log: logFile(name),
      onLine: line => {
        recent.push(line);
        recent.splice(0, recent.length - 30);
        const plain = stripVTControlCharacters(line);
        if (isError(plain) && !isClosing()) {
          say(`[${name}] ${plain.slice(0, WIDEST)}`);
        }
      },
    },
  );
  const failure = half.exit.then(({ code }) => {
    if (isClosing()) {
      return new Promise(() => {});
    }
    say(recent.join('\n'));
    throw new Stop(
      `The portal's ${name} ended by itself (exit code ${code}); its messages are above and in ${logFile(name)}.`,
    );
  });
  return failure;
}

const withPrometheus = '--with-prometheus';

export async function start(args) {
  const unknown = args.find(arg => arg !== withPrometheus);
  if (unknown) {
    throw new Stop(
      `There is no option '${unknown}': the only one is ${withPrometheus}.`,
    );
  }
  await requireFree([
    { port: ports.GOLD_LAYER_APP_PORT, variable: 'GOLD_LAYER_APP_PORT' },
    { port: ports.GOLD_LAYER_API_PORT, variable: 'GOLD_LAYER_API_PORT' },
  ]);
  endAllOnSignal(() => say('\nStopping the portal …'));
  const tools = await findToolchain();
  await installPackages(tools);

  const kept = process.env.GOLD_LAYER_DATA ?? data;
  const first = !existsSync(join(kept, 'database'));
  const prometheus = args.includes(withPrometheus)
    ? await startPrometheus({ data: kept, portalUrl: page, tools })
    : undefined;
  const configs = [
    process.env.BACKSTAGE_ENV,
    'push',
    prometheus && 'prometheus',
  ];
  const env = {
    ...tools.env,
    ...prometheus?.env,
    GOLD_LAYER_APP_PORT: String(ports.GOLD_LAYER_APP_PORT),
    GOLD_LAYER_API_PORT: String(ports.GOLD_LAYER_API_PORT),
    GOLD_LAYER_DATA: kept,
    GOLD_LAYER_PUSH_TOKEN: pushToken(),
    // Adds app-config.push.yaml, which lets that token in, and the like.
    BACKSTAGE_ENV: configs.filter(Boolean).join(),
    BROWSER: 'none',
  };
  const halves = Promise.all([
    startHalf('backend', { node: tools.node, env }),
    startHalf('app', { node: tools.node, env }),
  ]);
  await step('Starting the portal', () =>
    Promise.race([halves, Promise.all([untilOk(readiness), untilOk(page)])]),
  );
  say(`
  Gold Layer is ready: ${page}
${first ? '  The example company fills in during the first minute.\n' : ''}
  Enter as a guest. Pipelines push with the token in .data/push-token,
  messages are in .data/logs, Ctrl-C stops the portal. What it knows is kept
  in .data: delete that folder to begin afresh.
${prometheus ? `  Prometheus: ${prometheus.url}\n` : ''}`);
  await halves;
}
