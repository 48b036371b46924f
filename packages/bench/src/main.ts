import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { measureBundle } from './bundle';
import { compileBackend } from './compile';
import { pushEverything } from './facts';
import { measureDriftOfAll, measureDriftOfOne, untilFirstRun } from './drift';
import { writePaperwork } from './paperwork/writePaperwork';
import { measurePaperwork } from './paperworkScenarios';
import { DatabaseName, Portal } from './Portal';
import { flatness, row, table } from './report';
import { measureFullEvaluation, measurePush, measureReads } from './scenarios';

const { values } = parseArgs({
  options: {
    services: { type: 'string', default: '100,1000,5000,10000' },
    database: { type: 'string', default: 'sqlite,postgresql' },
    out: { type: 'string', default: '.data/bench.json' },
  },
});

async function settled(portal: Portal, services: number): Promise<void> {
  const deadline = Date.now() + 600_000;
  while (Date.now() < deadline) {
    // A backend at work on everything at once may drop a connection.
    const status = await portal.client
      .call('getStatus', {}, { token: portal.userToken })
      .catch(() => undefined);
    if (
      status?.catalog.services === services &&
      status.evaluation.pending === 0
    ) {
      return;
    }
    await sleep(500);
  }
  throw new Error('The backend did not come to rest within ten minutes.');
}

async function run(backend: string, database: DatabaseName, services: number) {
  process.stderr.write(`${database}, ${services} services: starting\n`);
  const portal = await Portal.start({ backend, database, services });
  try {
    await settled(portal, services);
    process.stderr.write('  pushing facts\n');
    const pushed = await pushEverything(portal, services);
    await settled(portal, services);
    process.stderr.write('  reading\n');
    const reads = await measureReads(portal);
    process.stderr.write('  pushing one fact at a time\n');
    const push = await measurePush(portal);
    process.stderr.write('  scoring everything again\n');
    const full = await measureFullEvaluation(portal, '1.0.1');
    await untilFirstRun(portal);
    process.stderr.write('  writing paperwork\n');
    const fact = await writePaperwork(portal, services);
    await settled(portal, services);
    process.stderr.write('  comparing approvals with facts\n');
    const drift = {
      all: await measureDriftOfAll(portal),
      again: await measureDriftOfAll(portal),
      one: await measureDriftOfOne(portal, { fact, services }),
    };
    process.stderr.write('  reading paperwork\n');
    const paperwork = await measurePaperwork(portal);
    const measured = { pushed, reads, push, full, paperwork, drift };
    return { database, services, ...measured };
  } finally {
    await portal.stop();
  }
}

async function main() {
  const sizes = values.services.split(',').map(Number);
  const databases = values.database.split(',') as DatabaseName[];
  const backend = await compileBackend();
  const out = resolve(values.out);
  await mkdir(dirname(out), { recursive: true });
  const runs: Run[] = [];
  for (const database of databases) {
    for (const services of sizes) {
      runs.push(await run(backend, database, services));
      // What was measured stays, whatever becomes of the next run.
      await writeFile(out, JSON.stringify({ runs }, null, 2));
    }
  }
  process.stdout.write(`${table([...runs.flatMap(row), ...flatness(runs)])}\n`);
  const bundle = await measureBundle(
    require.resolve('@gold-layer/backstage-plugin'),
  );
  await writeFile(out, JSON.stringify({ runs, bundle }, null, 2));
  for (const { part, gzipped } of bundle) {
    process.stdout.write(
      `${(gzipped / 1000).toFixed(0)} kB gzipped: ${part}\n`,
    );
  }
  process.stdout.write(`Written to ${out}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});

/** What one run of the bench yields. */
export type Run = Awaited<ReturnType<typeof run>>;
