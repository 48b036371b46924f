import { setTimeout as sleep } from 'node:timers/promises';
import { serviceRef } from './catalog';
import { distribution, Timing } from './measure';
import { approvedReview, classes, watched } from './paperwork/plan';
import { Portal } from './Portal';
import { BackgroundTask, TaskRun } from './task';

/** What comparing every approval with its facts took, and did to everybody else. */
export interface DriftOfAll extends TaskRun {
  /** Reviews that have drifted, as the comparison found. */
  drifted: number;
}

/** Compares approved and open reviews with facts. When it has run once by its own schedule, its next time is far off. */
export const driftTask = 'reviews-watch';

/** Has the backend compare every review with what facts say now. */
export async function measureDriftOfAll(portal: Portal): Promise<DriftOfAll> {
  const url = await portal.client.url('listServices', { limit: 50 });
  const run = await BackgroundTask.of(portal, driftTask).measure(url);
  return { ...run, drifted: await countDrifted(portal) };
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
