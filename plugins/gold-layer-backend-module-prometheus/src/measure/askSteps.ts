import { PrometheusFailure } from '../client/failure';
import type { Answer, PrometheusClient } from '../client/PrometheusClient';
import { mostPoints, pointsOf, splitSteps, type Steps } from './steps';

/** A query at the end of every bucket; the times of the samples are those ends. */
export async function askSteps(
  client: PrometheusClient,
  asked: { query: string; steps: Steps },
  options: { signal: AbortSignal },
): Promise<Answer[]> {
  const portions = splitSteps(asked.steps, mostPoints);
  const answers = await Promise.all(
    portions.map(steps => askOnce(client, { ...asked, steps }, options)),
  );
  return answers.flat();
}

/** Where the source says that it is too much at a time, half of the time is asked for, and then the other. */
async function askOnce(
  client: PrometheusClient,
  { query, steps }: { query: string; steps: Steps },
  options: { signal: AbortSignal },
): Promise<Answer[]> {
  const [start, end] = [steps.first / 1000, steps.last / 1000];
  const points = pointsOf(steps);
  if (points === 1) {
    return [await client.query(query, { ...options, at: end })];
  }
  const range = { start, end, step: steps.minutes * 60 };
  try {
    return [await client.queryRange(query, range, options)];
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    const answers: Answer[] = [];
    for (const half of splitSteps(steps, Math.ceil(points / 2))) {
      answers.push(...(await askOnce(client, { query, steps: half }, options)));
    }
    return answers;
  }
}

/** Whether less at a time might work. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof PrometheusFailure && error.code === 'limit';
}
