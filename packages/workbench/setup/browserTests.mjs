import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './builtApp.mjs';
import { logFile, root } from './places.mjs';
import { freePort } from './ports.mjs';
import { launch } from './processes.mjs';
import { findChromium } from './programs.mjs';
import { say } from './say.mjs';
import { fromPlaywright } from './tally.mjs';

/** Walks the built portal in Chromium. */
export async function runBrowserTests({ node, env }) {
  const chromium = findChromium();
  if (!chromium) {
    say(
      'Skipped: end-to-end tests, because no Chromium was found (CHROMIUM_PATH says where one is).',
    );
    return {};
  }
  if (!(await buildApp({ node, env }))) {
    return { failed: 1 };
  }
  const report = logFile('e2e').replace(/\.log$/, '.json');
  rmSync(report, { force: true });
  const { exit } = launch(
    node,
    [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      ...[
        '--config',
        join(root, 'packages/workbench/e2e/playwright.config.ts'),
      ],
    ],
    {
      cwd: root,
      env: {
        ...env,
        CHROMIUM_PATH: chromium,
        GOLD_LAYER_E2E_PORT: String(await freePort()),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
      onLine: say,
    },
  );
  const { code } = await exit;
  if (!existsSync(report)) {
    return { failed: 1 };
  }
  const counts = fromPlaywright(JSON.parse(readFileSync(report, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
