// The portal as the end-to-end tests see it: one process that serves the built
// pages and the API, with the example organisation on an empty SQLite database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus } from '../prometheus/startPrometheus.mjs';
import { logFile, root } from '../setup/places.mjs';
import { endAllOnSignal, launch } from '../setup/processes.mjs';
import { findPrometheus } from '../setup/programs.mjs';

const port = process.env.GOLD_LAYER_E2E_PORT;
const folder = mkdtempSync(join(tmpdir(), 'gold-layer-e2e-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
endAllOnSignal();

// Where the machine has one, a real Prometheus measures the portal and the
// simulated services.
const prometheus = findPrometheus()
  ? await startPrometheus({
      data: folder,
      portalUrl: `http://localhost:${port}`,
      tools: { node: process.execPath, env: process.env },
    })
  : undefined;

// Named one by one, so that nobody's app-config.local.yaml changes the outcome.
const configs = [
  'app-config.yaml',
  'app-config.push.yaml',
  ...(prometheus ? ['app-config.prometheus.yaml'] : []),
];

const { exit } = launch(
  process.execPath,
  [
    ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
    'src/index',
    ...configs.flatMap(name => ['--config', join(root, name)]),
  ],
  {
    cwd: join(root, 'packages', 'backend'),
    env: {
      ...process.env,
      ...prometheus?.env,
      // Guests may only sign in to a development portal.
      NODE_ENV: 'development',
      GOLD_LAYER_APP_PORT: port,
      GOLD_LAYER_API_PORT: port,
      GOLD_LAYER_DATA: folder,
    },
    log: logFile('e2e-backend'),
  },
);
const { code } = await exit;
process.exit(code);
