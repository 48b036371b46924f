import {
  GoldLayerClient,
  RouteInput,
  RouteName,
} from '@gold-layer/backstage-plugin-common';
import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { stringify } from 'yaml';

/** The databases that are measured. */
export type DatabaseName = 'sqlite' | 'postgresql';

/** What Node allows itself in a container of 600 MB; without a limit it collects garbage late. */
const heapMegabytes = 300;

/** What Linux counts processor time in. */
const ticksPerSecond = 100;

/** A backend under test in a process of its own, on a database of its own. */
export class Portal {
  readonly #process: ChildProcess;
  readonly #directory: string;
  readonly #drop: () => Promise<void>;
  /** A signed-in person's token: requests with it go through permissions. */
  userToken = '';
  readonly pushToken: string;
  readonly baseUrl: string;
  readonly client: GoldLayerClient;
  /** A folder of definitions that the backend watches. */
  readonly definitions: string;

  private constructor(options: {
    process: ChildProcess;
    directory: string;
    baseUrl: string;
    pushToken: string;
    definitions: string;
    drop: () => Promise<void>;
  }) {
    this.#process = options.process;
    this.#directory = options.directory;
    this.#drop = options.drop;
    this.baseUrl = options.baseUrl;
    this.pushToken = options.pushToken;
    this.definitions = options.definitions;
    this.client = new GoldLayerClient({
      discoveryApi: {
        getBaseUrl: async plugin => `${options.baseUrl}/api/${plugin}`,
      },
      fetchApi: { fetch },
    });
  }

  /** Starts a backend over a generated catalog and waits until it is ready. */
  static async start(options: {
    /** The compiled backend. */
    backend: string;
    database: DatabaseName;
    services: number;
    /** Address of a Prometheus that measures SLOs. */
    prometheus?: string;
  }): Promise<Portal> {
    const directory = await mkdtemp(join(tmpdir(), 'gold-layer-bench-'));
    const definitions = join(directory, 'definitions');
    await mkdir(definitions);
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const pushToken = randomBytes(24).toString('hex');
    const { database, drop } = await prepareDatabase(
      options.database,
      directory,
    );
    const config = join(directory, 'app-config.yaml');
    await writeFile(
      config,
      stringify({
        app: { baseUrl },
        backend: {
          baseUrl,
          listen: { host: '127.0.0.1', port },
          database,
          auth: {
            externalAccess: [
              {
                type: 'static',
                options: { token: pushToken, subject: 'bench' },
              },
            ],
          },
        },
        auth: {
          providers: {
            guest: {
              dangerouslyAllowOutsideDevelopment: true,
              userEntityRef: 'user:default/person-0-0',
            },
          },
        },
        permission: { enabled: true },
        goldLayer: {
          definitions: [{ folder: definitions }],
          prometheus: options.prometheus
            ? [{ name: 'prometheus', url: options.prometheus }]
            : [],
        },
      }),
    );
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${heapMegabytes}`,
        options.backend,
        '--config',
        config,
      ],
      {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'warn',
          BENCH_SERVICES: String(options.services),
        },
        stdio: ['ignore', process.stderr, 'inherit'],
      },
    );
    const portal = new Portal({
      process: child,
      directory,
      baseUrl,
      pushToken,
      definitions,
      drop,
    });
    await portal.#ready();
    return portal;
  }

  /** Calls an operation as the signed-in person, without parsing the answer. */
  async get<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
  ): Promise<Response> {
    return this.fetch(await this.client.url(name, input));
  }

  /** Fetches an address as the signed-in person. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    return fetch(url, {
      ...init,
      headers: { Authorization: `Bearer ${this.userToken}`, ...init.headers },
    });
  }

  /** Posts to a route that the bench has added to the backend, and answers what that answers. */
  async post<T = void>(path: string, body: unknown): Promise<T> {
    const response = await this.fetch(
      `${this.baseUrl}/api/gold-layer/bench/${path}`,
      {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      },
    );
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  }

  /** Waits until the backend knows so many services and has scored all of them. */
  async settled(services: number): Promise<void> {
    const deadline = Date.now() + 600_000;
    while (Date.now() < deadline) {
      // A backend at work on everything at once may drop a connection.
      const status = await this.client
        .call('getStatus', {}, { token: this.userToken })
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

  /** Resident memory of the backend's process in megabytes. */
  async residentMegabytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  }

  /** Seconds of work on a processor that the backend's process has had so far, which tell more than a clock where others are at work, too. */
  async cpuSeconds(): Promise<number> {
    const stat = await readFile(`/proc/${this.#process.pid}/stat`, 'utf8');
    // The name before it may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system] = fields.slice(11, 13).map(Number);
    return (user + system) / ticksPerSecond;
  }

  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill();
      await exit;
    }
    await this.#drop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (Date.now() < deadline) {
      const { exitCode, signalCode } = this.#process;
      if (exitCode !== null || signalCode !== null) break;
      const response = await fetch(`${this.baseUrl}/api/auth/guest/refresh`, {
        method: 'POST',
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      }).catch(() => undefined);
      if (response?.ok) {
        const session = await response.json();
        this.userToken = session.backstageIdentity.token;
        return;
      }
      await sleep(250);
    }
    await this.stop();
    throw new Error('The backend did not become ready; see its output above.');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('No port');
  return address.port;
}

async function prepareDatabase(name: DatabaseName, directory: string) {
  if (name === 'sqlite') {
    return {
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(directory, 'data') },
      },
      drop: async () => {},
    };
  }
  const connectionString = process.env.BENCH_POSTGRES;
  if (!connectionString) {
    throw new Error(
      'Set BENCH_POSTGRES to the connection string of a PostgreSQL whose user may create databases.',
    );
  }
  const prefix = `bench_${randomBytes(4).toString('hex')}_`;
  return {
    database: { client: 'pg', connection: connectionString, prefix },
    drop: () => dropDatabases(connectionString, prefix),
  };
}

async function dropDatabases(connectionString: string, prefix: string) {
  const admin = new Client({ connectionString });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) {
    await admin.query(`drop database "${datname}" with (force)`);
  }
  await admin.end();
}
