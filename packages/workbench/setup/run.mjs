#!/usr/bin/env node
// What `npm start`, `npm test` and `npm run bench` call, on whatever Node the
// machine has: everything newer than modules is loaded after the version check.
const OLDEST_NODE = 20;

const commands = {
  start: async () => (await import('./start.mjs')).start,
  test: async () => (await import('./test.mjs')).test,
  bench: async () => (await import('./bench.mjs')).bench,
};

async function main() {
  const [name, ...args] = process.argv.slice(2);
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    process.stderr.write(
      `Gold Layer needs Node ${OLDEST_NODE} or newer to set itself up, and this is Node ${process.versions.node}: install a current Node from https://nodejs.org and run the command again.\n`,
    );
    process.exit(1);
  }
  const load = commands[name];
  if (!load) {
    process.stderr.write(
      `There is no command '${name}': it is one of ${Object.keys(commands).join(', ')}.\n`,
    );
    process.exit(1);
  }
  const { Stop } = await import('./Stop.mjs');
  try {
    const command = await load();
    process.exit((await command(args)) ?? 0);
  } catch (error) {
    process.stderr.write(
      error instanceof Stop ? `\n${error.message}\n` : `${error.stack}\n`,
    );
    process.exit(1);
  }
}

main();
