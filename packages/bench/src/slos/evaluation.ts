import { setTimeout as sleep } from 'node:timers/promises';
import { Portal } from '../Portal';
import { profiled } from '../profiled';
import { BackgroundTask, TaskRun } from '../task';
import type { StandInPrometheus } from './StandInPrometheus';

/** One evaluation of all SLOs, and what it did to everybody else. */
export interface SloEvaluation extends TaskRun {
  /** Questions to Prometheus. */
  queries: number;
  slos: number;
  failed: number;
}

const task = 'slos-evaluate';
const bucketMs = 5 * 60_000;

/** Waits until evaluations have begun to run by their schedule, and ends that: from then on they run when they are measured. */
export async function holdEvaluations(portal: Portal): Promise<void> {
  await BackgroundTask.of(portal, task).untilFirstRun();
  await portal.post('slos/hold', { task });
}

/**
 * Has the backend evaluate every SLO. Five minutes have to be over that it has
 * not seen. With `profile`, a file says afterwards what it spent its time on;
 * it takes longer then.
 */
export async function measureEvaluation(
  portal: Portal,
  options: { prometheus: StandInPrometheus; profile?: string },
): Promise<SloEvaluation> {
  const { profile, prometheus } = options;
  const before = await prometheus.asked();
  const url = await portal.client.url('listSlos', { limit: 50 });
  const run = await profiled(portal, profile, () =>
    BackgroundTask.of(portal, task).measure(url),
  );
  await portal.post('slos/hold', { task });
  const stored = await lastRun(portal);
  if (stored.error) throw new Error(stored.error);
  return {
    ...run,
    // What the backend itself says; we have only looked now and then.
    seconds: (stored.ended - stored.started) / 1000,
    queries: (await prometheus.asked()) - before,
    slos: stored.slos,
    failed: stored.failed,
  };
}

/** Waits until five minutes are over that the last evaluation has not seen. */
export async function untilNextBucket(portal: Portal): Promise<void> {
  const { started } = await lastRun(portal);
  const due = (Math.floor(started / bucketMs) + 1) * bucketMs + 1000;
  if (due > Date.now()) await sleep(due - Date.now());
}

async function lastRun(portal: Portal) {
  const row = await portal.post<{
    started_at: number | string;
    ended_at: number | string;
    slos: number;
    failed: number;
    error: string | null;
  }>('slos/run', {});
  return {
    ...row,
    started: Number(row.started_at),
    ended: Number(row.ended_at),
  };
}
