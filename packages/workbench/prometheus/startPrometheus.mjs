import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logFile, root } from '../setup/places.mjs';
import { freePort } from '../setup/ports.mjs';
import { launch, run } from '../setup/processes.mjs';
import { findPrometheus } from '../setup/programs.mjs';
import { step } from '../setup/say.mjs';
import { Stop } from '../setup/Stop.mjs';
import { historyUntil, writeHistory } from './history.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const simulatedPort = 9465;

/**
 * Starts a Prometheus that scrapes the portal and three simulated services with
 * a past of thirty days, with the rules that follow from slos.yaml. What it
 * knows is kept beside the portal's data. Answers what the portal's backend
 * needs in its environment.
 */
export async function startPrometheus({ data, portalUrl, tools }) {
  const programs = findPrometheus();
  if (!programs) {
    throw new Stop(
      'Prometheus was not found: install the programs prometheus and promtool (on Debian the package prometheus), or start the portal without --with-prometheus.',
    );
  }
  const folder = join(data, 'prometheus');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const metricsPort = await freePort();
  const past = await step(
    'Letting the simulated services live thirty days',
    () => keepPast(folder, programs),
  );
  await step('Writing rules for Prometheus', () =>
    writeRules(folder, { portalUrl, programs, tools }),
  );
  writeFileSync(join(folder, 'prometheus.yml'), settings({ metricsPort }));
  keepRunning('simulated', tools.node, [
    join(here, 'simulate.mjs'),
    JSON.stringify({ port: simulatedPort, ...past }),
  ]);
  keepRunning('prometheus', programs.prometheus, [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'tsdb')}`,
    '--storage.tsdb.retention.time=60d',
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    env: {
      GOLD_LAYER_METRICS_PORT: String(metricsPort),
      GOLD_LAYER_PROMETHEUS_URL: `http://127.0.0.1:${port}`,
      OTEL_SEMCONV_STABILITY_OPT_IN: 'http',
    },
  };
}

/** The past is made once; later starts go on from it. */
async function keepPast(folder, { promtool }) {
  const known = join(folder, 'past.json');
  if (existsSync(known)) return JSON.parse(readFileSync(known, 'utf8'));
  const past = historyUntil(Date.now());
  const file = join(folder, 'past.om');
  const instance = `127.0.0.1:${simulatedPort}`;
  await writeHistory(file, { ...past, instance });
  const { code, output } = await run(promtool, [
    ...['tsdb', 'create-blocks-from', 'openmetrics'],
    ...['--quiet', '--max-block-duration=72h'],
    ...[file, join(folder, 'tsdb')],
  ]);
  rmSync(file);
  if (code !== 0)
    throw new Stop(`promtool could not take the past:\n${output}`);
  writeFileSync(known, JSON.stringify(past));
  return past;
}

async function writeRules(folder, { portalUrl, programs, tools }) {
  const { code, output } = await run(
    tools.node,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      join(root, 'packages', 'cli', 'src', 'index.ts'),
      ...['slo', 'rules', join(here, 'slos.yaml')],
      ...['--portal-url', portalUrl, '--output', join(folder, 'rules')],
    ],
    { cwd: root, env: tools.env },
  );
  if (code !== 0) throw new Stop(`Rules could not be written:\n${output}`);
  const files = readdirSync(join(folder, 'rules'));
  const check = await run(programs.promtool, [
    ...['check', 'rules'],
    ...files.map(file => join(folder, 'rules', file)),
  ]);
  if (check.code !== 0) throw new Stop(`promtool: ${check.output}`);
}

function settings({ metricsPort }) {
  return `global:
  scrape_interval: 15s
  evaluation_interval: 15s
rule_files: [rules/*.yaml]
scrape_configs:
  - job_name: simulated
    # The services name themselves.
    honor_labels: true
    static_configs: [{ targets: ['127.0.0.1:${simulatedPort}'] }]
  - job_name: portal
    static_configs: [{ targets: ['127.0.0.1:${metricsPort}'] }]
`;
}

function keepRunning(name, command, args) {
  launch(command, args, { log: logFile(name) });
}
