import type { FactSource } from '@gold-layer/backstage-plugin-node';
import { plainError } from './plainError';
import { sourceState } from './sourceState';
import type { SourceReach, SourceRun } from './SourceStore';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const source: FactSource = {
  name: 'pager',
  title: 'Pager',
  description: 'Pager',
  facts: [],
  schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
  async *collect() {},
};

describe('the state of a source', () => {
  it.each<[string, SourceRun, SourceReach | undefined, string]>([
    ['before its first run', { failures: 0 }, undefined, 'never-run'],
    ['caught up with', { failures: 0 }, { services: 3, failures: 0 }, 'ok'],
    [
      'under way',
      { failures: 0, startedAt: minutesAgo(1) },
      undefined,
      'running',
    ],
    ['cut off', { failures: 0, startedAt: minutesAgo(30) }, undefined, 'error'],
    [
      'through',
      { failures: 0, startedAt: minutesAgo(3), finishedAt: minutesAgo(1) },
      { services: 3, failures: 0 },
      'ok',
    ],
    [
      'failing for some',
      { failures: 1, finishedAt: minutesAgo(1), startedAt: minutesAgo(3) },
      { services: 3, failures: 1 },
      'degraded',
    ],
    [
      'failing for all',
      { failures: 4, finishedAt: minutesAgo(1), startedAt: minutesAgo(3) },
      { services: 0, failures: 4 },
      'error',
    ],
    [
      'broken',
      {
        failures: 0,
        finishedAt: minutesAgo(1),
        startedAt: minutesAgo(3),
        error: 'no',
      },
      { services: 3, failures: 0 },
      'error',
    ],
  ])('%s', (_, run, reach, state) => {
    expect(sourceState(run, { reach, source, now: new Date() }).state).toBe(
      state,
    );
  });
});

describe('an error for people', () => {
  it.each([
    ['https://me:pw@host/x failed', 'Error: https://host/x failed'],
    ['GET https://host/x?token=abc failed', 'Error: GET https://host/x failed'],
    [
      'Authorization: Bearer abc.def failed',
      'Error: Authorization: Bearer … failed',
    ],
    ['key ghp_0123456789abcdefghijklmnopqrstuv bad', 'Error: key … bad'],
    ['first\n  at second', 'Error: first'],
  ])('of %j is %j', (message, sentence) => {
    expect(plainError(new Error(message))).toBe(sentence);
  });
});
