import { setTimeout as sleep } from 'node:timers/promises';
import { serviceRef } from './catalog';
import { distribution, Timing } from './measure';
import { approvedReview, classes, watched } from './paperwork/plan';
import { Portal } from './Portal';

/** What comparing every approval with its facts took, and did to everybody else. */
export interface DriftOfAll {
  /** Of the task, from its first review to its last. */
  seconds: number;
  /** Reviews that have drifted, as the comparison found. */
  drifted: number;
  /** The list page's times until everything that followed was scored, too. */
  meanwhile: Omit<Timing, 'bytes' | 'failures'>;
  peakMegabytes: number;
}

const task = 'reviews-watch';

/** Waits until the task has run once by its own schedule: the next time is far off then, and does not take from what is measured. */
export async function untilFirstRun(portal: Portal): Promise<void> {
  const tasks = `${portal.baseUrl}/api/gold-layer/.backstage/scheduler/v1/tasks`;
  const deadline = Date.now() + 300_000;
  while (!(await stateOf(portal, tasks)).lastRunEndedAt) {
    if (Date.now() > deadline) throw new Error(`'${task}' has never run`);
    await sleep(500);
  }
}

/** Has the backend compare every review with what facts say now. */
export async function measureDriftOfAll(portal: Portal): Promise<DriftOfAll> {
  const tasks = `${portal.baseUrl}/api/gold-layer/.backstage/scheduler/v1/tasks`;
  const before = await trigger(portal, tasks);
  const url = await portal.client.url('listServices', { limit: 50 });
  const times: number[] = [];
  let peakMegabytes = 0;
  let started: number | undefined;
  let ended: number | undefined;
  const deadline = Date.now() + 600_000;
  while (Date.now() < deadline) {
    const start = performance.now();
    await (await portal.fetch(url)).arrayBuffer();
    const elapsed = performance.now() - start;
    if (started !== undefined) times.push(elapsed);
    peakMegabytes = Math.max(peakMegabytes, await portal.residentMegabytes());
    await sleep(20);
    if (ended === undefined) {
      const { lastRunEndedAt, status } = await stateOf(portal, tasks);
      if (status === 'running') started ??= performance.now();
      else if (
        started !== undefined ||
        lastRunEndedAt !== before.lastRunEndedAt
      )
        ended = performance.now();
    } else if (await atRest(portal)) {
      return {
        seconds: (ended - (started ?? ended)) / 1000,
        drifted: await countDrifted(portal),
        meanwhile: distribution(times),
        peakMegabytes,
      };
    }
  }
  throw new Error('Comparing all reviews did not end within ten minutes.');
}

/** Starts the task, once a run of its own schedule has ended; answers its state before. */
async function trigger(portal: Portal, tasks: string) {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const before = await stateOf(portal, tasks);
    const triggered = await portal.fetch(`${tasks}/${task}/trigger`, {
      method: 'POST',
    });
    if (triggered.ok) return before;
    const reason = await triggered.text();
    if (triggered.status !== 409 || Date.now() > deadline) {
      throw new Error(reason);
    }
    await sleep(200);
  }
}

/**
 * Pushes one changed fact at a time and waits until the approved review of its
 * service says so.
 */
export async function measureDriftOfOne(
  portal: Portal,
  { fact, services }: { fact: string; services: number },
): Promise<Omit<Timing, 'bytes' | 'failures'>> {
  const times: number[] = [];
  const fitting = Math.floor((services - 1 - watched) / classes) + 1;
  for (let round = 0; round < 20; round++) {
    const service = watched + classes * (Math.floor(round / 2) % fitting);
    const url = await portal.client.url('getReview', {
      id: approvedReview(service),
    });
    const before = await driftedIn(portal, url);
    const start = performance.now();
    await portal.client.call(
      'pushFacts',
      {
        body: {
          source: 'bench',
          items: [
            { service: serviceRef(service), fact, value: round % 2 === 1 },
          ],
        },
      },
      { token: portal.pushToken },
    );
    while ((await driftedIn(portal, url)) === before) {
      if (performance.now() - start > 60_000) {
        throw new Error(
          `A changed fact of ${serviceRef(service)} was not seen`,
        );
      }
      await sleep(10);
    }
    times.push(performance.now() - start);
  }
  return distribution(times);
}

async function driftedIn(portal: Portal, url: string): Promise<number> {
  const review = await (await portal.fetch(url)).json();
  return review.progress.drifted;
}

async function countDrifted(portal: Portal): Promise<number> {
  const { totalItems } = await portal.client.call(
    'listReviews',
    { state: ['drifted'] },
    { token: portal.userToken },
  );
  return totalItems;
}

async function atRest(portal: Portal): Promise<boolean> {
  const { evaluation } = await portal.client.call(
    'getStatus',
    {},
    { token: portal.userToken },
  );
  return evaluation.pending === 0;
}

async function stateOf(
  portal: Portal,
  tasks: string,
): Promise<{ status: string; lastRunEndedAt?: string }> {
  const { tasks: all } = await (await portal.fetch(tasks)).json();
  const found = all.find(({ taskId }: { taskId: string }) => taskId === task);
  if (!found) throw new Error(`The backend has no task '${task}'`);
  return found.taskState;
}
