import { randomBytes } from 'node:crypto';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.GOLD_LAYER_E2E_PORT ?? 7207);
// Known to the portal and to the tests, and to nobody else for long.
process.env.GOLD_LAYER_PUSH_TOKEN ??= randomBytes(16).toString('hex');
const baseURL = `http://localhost:${port}`;

export default defineConfig({
  testDir: '.',
  outputDir: '../../../.data/e2e',
  // One portal with one database serves every test.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json']]
    : 'list',
  use: {
    baseURL,
    viewport: { width: 1280, height: 900 },
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        // Chromium's own sandbox does not work for root or in most containers;
        // the only pages it opens are ours.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
      ],
    },
  },
  projects: [
    { name: 'settle', testMatch: 'settle.setup.ts' },
    { name: 'chromium', testMatch: '*.spec.ts', dependencies: ['settle'] },
  ],
  webServer: {
    command: `"${process.execPath}" portal.mjs`,
    url: `${baseURL}/.backstage/health/v1/readiness`,
    env: { ...process.env, GOLD_LAYER_E2E_PORT: String(port) },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
