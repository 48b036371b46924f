import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBundle } from './bundle';
import { compileBackend } from './compile';
import { DatabaseName } from './Portal';
import { flatness, rows, table } from './report';
import { runScorecards, ScorecardsRun } from './runScorecards';
import { runSlos, SlosRun } from './slos/runSlos';

const { values } = parseArgs({
  options: {
    services: { type: 'string', default: '100,1000,5000,10000' },
    database: { type: 'string', default: 'sqlite,postgresql' },
    only: { type: 'string', default: 'scorecards,slos,bundle' },
    out: { type: 'string', default: '.data/bench.json' },
    profiles: { type: 'string' },
  },
});

const parts = values.only.split(',');

/** What one run of the bench yields: of each part, unless it was left out. */
export interface Run {
  database: DatabaseName;
  services: number;
  scorecards?: ScorecardsRun;
  slos?: SlosRun;
}

async function run(
  backend: string,
  database: DatabaseName,
  services: number,
): Promise<Run> {
  process.stderr.write(`${database}, ${services} services: starting\n`);
  const profiles = values.profiles && resolve(values.profiles);
  if (profiles) await mkdir(profiles, { recursive: true });
  const options = { backend, database, profiles, services };
  return {
    database,
    services,
    // Each in a backend of its own, so that one's memory is not the other's.
    scorecards: parts.includes('scorecards')
      ? await runScorecards(options)
      : undefined,
    slos: parts.includes('slos') ? await runSlos(options) : undefined,
  };
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
  process.stdout.write(
    `${table([...runs.flatMap(rows), ...flatness(runs)])}\n`,
  );
  const bundle = parts.includes('bundle')
    ? await measureBundle(require.resolve('@gold-layer/backstage-plugin'))
    : [];
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
