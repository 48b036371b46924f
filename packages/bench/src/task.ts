import { setTimeout as sleep } from 'node:timers/promises';
import { distribution, Timing } from './measure';
import { Portal } from './Portal';

/** What a run of a task took, and did to everybody else. */
export interface TaskRun {
  /** From its begin to its end. */
  seconds: number;
  /** Of work on a processor, reading the list included. */
  cpuSeconds: number;
  /** Times of a list that people read, until everything that followed was scored, too. */
  meanwhile: Omit<Timing, 'bytes' | 'failures'>;
  peakMegabytes: number;
}

interface TaskState {
  status: string;
  lastRunEndedAt?: string;
}

/** A task of the backend's scheduler. */
export class BackgroundTask {
  readonly #portal: Portal;
  readonly #id: string;

  private constructor(portal: Portal, id: string) {
    this.#portal = portal;
    this.#id = id;
  }

  static of(portal: Portal, id: string): BackgroundTask {
    return new BackgroundTask(portal, id);
  }

  /** Waits until it has run once by its own schedule. */
  async untilFirstRun(): Promise<void> {
    const deadline = Date.now() + 300_000;
    while (!(await this.#state()).lastRunEndedAt) {
      if (Date.now() > deadline) {
        throw new Error(`'${this.#id}' has never run`);
      }
      await sleep(500);
    }
  }

  /** Runs it and reads a list again and again, until it has ended and what followed from it is scored. */
  async measure(listUrl: string): Promise<TaskRun> {
    const portal = this.#portal;
    const cpuBefore = await portal.cpuSeconds();
    const before = await this.#trigger();
    const times: number[] = [];
    let peakMegabytes = 0;
    let started: number | undefined;
    let ended: number | undefined;
    const deadline = Date.now() + 900_000;
    while (Date.now() < deadline) {
      const start = performance.now();
      await (await portal.fetch(listUrl)).arrayBuffer();
      const elapsed = performance.now() - start;
      if (started !== undefined) times.push(elapsed);
      peakMegabytes = Math.max(peakMegabytes, await portal.residentMegabytes());
      await sleep(20);
      if (ended === undefined) {
        const { lastRunEndedAt, status } = await this.#state();
        if (status === 'running') started ??= performance.now();
        else if (
          started !== undefined ||
          lastRunEndedAt !== before.lastRunEndedAt
        )
          ended = performance.now();
      } else if (await this.#atRest()) {
        return {
          seconds: (ended - (started ?? ended)) / 1000,
          cpuSeconds: (await portal.cpuSeconds()) - cpuBefore,
          meanwhile: distribution(times),
          peakMegabytes,
        };
      }
    }
    throw new Error(`'${this.#id}' did not end within fifteen minutes.`);
  }

  /** Starts it, once a run of its own schedule has ended; answers its state before. */
  async #trigger(): Promise<TaskState> {
    const deadline = Date.now() + 300_000;
    for (;;) {
      const before = await this.#state();
      const triggered = await this.#portal.fetch(
        `${this.#tasks}/${this.#id}/trigger`,
        { method: 'POST' },
      );
      if (triggered.ok) return before;
      const reason = await triggered.text();
      if (triggered.status !== 409 || Date.now() > deadline) {
        throw new Error(reason);
      }
      await sleep(200);
    }
  }

  async #state(): Promise<TaskState> {
    const { tasks } = await (await this.#portal.fetch(this.#tasks)).json();
    const found = tasks.find(
      ({ taskId }: { taskId: string }) => taskId === this.#id,
    );
    if (!found) throw new Error(`The backend has no task '${this.#id}'`);
    return found.taskState;
  }

  async #atRest(): Promise<boolean> {
    const { evaluation } = await this.#portal.client.call(
      'getStatus',
      {},
      { token: this.#portal.userToken },
    );
    return evaluation.pending === 0;
  }

  get #tasks(): string {
    return `${this.#portal.baseUrl}/api/gold-layer/.backstage/scheduler/v1/tasks`;
  }
}
