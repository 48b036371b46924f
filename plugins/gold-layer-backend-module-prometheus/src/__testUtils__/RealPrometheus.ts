import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PrometheusClient } from '../client/PrometheusClient';
import { dataSource } from './sources';

const run = promisify(execFile);

/** A Prometheus in a folder of its own, on loopback, with past data filled in before it starts. */
export class RealPrometheus {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gold-layer-prometheus-'));
  #process?: ChildProcess;
  #port = 0;

  static create(): RealPrometheus {
    return new RealPrometheus();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Writes a file that its configuration may name. */
  write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }

  /** Fills samples in, in the text form of OpenMetrics. */
  async backfill(openMetrics: string): Promise<void> {
    this.write('samples.txt', openMetrics);
    await this.#promtool('openmetrics', 'samples.txt', 'data');
  }

  /** Fills in what rules would have recorded in the past; to be asked of the running server, read after a restart. */
  async backfillRules(
    rules: string,
    range: { start: number; end: number },
  ): Promise<void> {
    this.write('past.yaml', rules);
    await this.#promtool(
      'rules',
      `--start=${range.start}`,
      `--end=${range.end}`,
      `--url=${this.url}`,
      '--output-dir=data',
      'past.yaml',
    );
  }

  /** Starts it and waits until it is ready. */
  async start(
    options: { config?: string; webConfig?: string } = {},
  ): Promise<void> {
    this.#port = await freePort();
    const { config = '', webConfig = '' } = options;
    this.write('prometheus.yaml', config.replaceAll('SELF', this.url.slice(7)));
    this.write('web.yaml', webConfig);
    mkdirSync(join(this.#folder, 'data'), { recursive: true });
    const child = spawn(
      'prometheus',
      [
        '--config.file=prometheus.yaml',
        '--storage.tsdb.path=data',
        '--storage.tsdb.retention.time=100y',
        '--web.config.file=web.yaml',
        `--web.listen-address=127.0.0.1:${this.#port}`,
      ],
      { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    const seen: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      seen.push(line);
      if (line.includes('Server is ready')) {
        child.stderr.resume();
        return;
      }
    }
    throw new Error(`Prometheus did not start:\n${seen.join('\n')}`);
  }

  /** Stops the process without ending it: it takes questions and does not answer. */
  async freeze(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    child.kill('SIGSTOP');
    // On a busy machine it still answers for a moment.
    const state = `/proc/${child.pid}/stat`;
    while (existsSync(state) && !/\) T /.test(readFileSync(state, 'utf8'))) {
      await pause(5);
    }
  }

  /** Ends it; its data stay. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #promtool(...what: string[]): Promise<void> {
    const args = ['tsdb', 'create-blocks-from', ...what];
    await run('promtool', args, { cwd: this.#folder });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A client of it, with other keys of the configuration on top. */
export function clientOf(
  prometheus: RealPrometheus,
  others: Parameters<typeof dataSource>[0] = {},
): PrometheusClient {
  return PrometheusClient.create(
    dataSource({ url: prometheus.url, ...others }),
  );
}
