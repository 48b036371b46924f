import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

const lookMs = 4;

/** Others may use up to this share of the time and still count as at rest. */
const atRest = 0.3;

/** Longer than most requests take, so that one that came meanwhile is answered in one go. */
const longestMs = 16;

/**
 * Waits until nothing else keeps this process busy, but not for long. A
 * request takes many turns of the event loop: if each of them waited for
 * another batch of work, people would wait for many batches.
 */
export async function letOthersGoFirst(): Promise<void> {
  const began = performance.now();
  let utilization = 1;
  while (utilization > atRest && performance.now() - began < longestMs) {
    const before = performance.eventLoopUtilization();
    await pause(lookMs);
    ({ utilization } = performance.eventLoopUtilization(before));
  }
}
