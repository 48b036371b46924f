import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.mjs';
import { end, launch, run } from './processes.mjs';
import { findPostgres } from './programs.mjs';

/** PostgreSQL refuses to run as root, so root lends it somebody else's identity. */
function identity() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const [, , uid, gid] =
    users.find(([name]) => name === 'postgres') ??
    users.find(([name]) => name === 'nobody') ??
    [];
  return { uid: Number(uid), gid: Number(gid) };
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    server.onReady = resolve;
    server.exit.then(() =>
      reject(
        new Error(`PostgreSQL did not start:\n${server.lines.join('\n')}`),
      ),
    );
  });
}

/**
 * Starts an empty PostgreSQL on a free port of this machine, with its data in
 * a temporary folder, or gives back undefined when there are no server
 * programs. Nothing is written through to the disk: it lives for one run.
 */
export async function startPostgres() {
  const programs = findPostgres();
  if (!programs) {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'gold-layer-postgres-'));
  const who = identity();
  if (who.uid !== undefined) {
    chownSync(folder, who.uid, who.gid);
  }
  const initialised = await run(
    join(programs, 'initdb'),
    [
      ...['-D', folder, '-U', 'postgres', '--auth', 'trust'],
      ...['--encoding', 'UTF8', '--no-locale', '--no-sync'],
    ],
    { cwd: folder, ...who },
  );
  if (initialised.code !== 0) {
    throw new Error(`initdb failed:\n${initialised.output}`);
  }
  const port = await freePort();
  const server = { lines: [] };
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: process.platform === 'win32' ? '' : folder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // Every test file opens a pool for each of its databases.
    max_connections: '300',
  };
  Object.assign(
    server,
    launch(
      join(programs, 'postgres'),
      [
        ...['-D', folder, '-p', String(port)],
        ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
      ],
      {
        cwd: folder,
        ...who,
        onLine: line => {
          server.lines.push(line);
          server.lines.splice(0, server.lines.length - 20);
          if (line.includes('ready to accept connections')) {
            server.onReady?.();
          }
        },
      },
    ),
  );
  await untilReady(server);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
