import { RouteInput, RouteName } from '@gold-layer/backstage-plugin-common';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { serviceRef } from './catalog';
import { recordFloor } from './floor';
import { distribution, measure, measureInTurn, Timing } from './measure';
import { Portal } from './Portal';

/** A reading route beside its floor in the same run. */
export interface ReadResult {
  name: string;
  timing: Timing;
  floor: Timing;
  statements: number;
}

const rounds = 200;

/** Added to the names of what somebody reads who may not see the services of one team. */
export const restrictedReader = ', not all seen';

/**
 * Measures the reading routes that people wait for, each beside its floor. What
 * is added to their names says who reads.
 */
export async function measureReads(
  portal: Portal,
  who = '',
): Promise<ReadResult[]> {
  const [kind, rest] = serviceRef(40).split(':');
  const [namespace, name] = rest.split('/');
  const results: ReadResult[] = [];
  const add = async <N extends RouteName>(
    label: string,
    route: N,
    input: RouteInput<N>,
  ) => {
    results.push(
      await besideFloor(
        portal,
        `${label}${who}`,
        await portal.client.url(route, input),
      ),
    );
  };
  await add('one service', 'getServiceScorecards', { kind, namespace, name });
  await add('list page', 'listServices', {
    tier: ['critical', 'important'],
    lifecycle: ['production'],
    scorecard: 'gold-standard',
    sort: 'level',
    order: 'asc',
    limit: 50,
  });
  await add('scorecard', 'getScorecard', { name: 'gold-standard' });
  await add('overview', 'getOverview', {});
  return results;
}

/** Measures a reading route beside its floor. */
export async function besideFloor(
  portal: Portal,
  name: string,
  url: string,
): Promise<ReadResult> {
  const warm = await portal.fetch(url);
  if (!warm.ok) throw new Error(`${warm.status} ${await warm.text()}`);
  await warm.arrayBuffer();
  const recorded = await recordFloor(portal, name, () => portal.fetch(url));
  const [timing, floor] = await measureInTurn(
    [() => portal.fetch(url), () => portal.fetch(recorded.url)],
    { rounds },
  );
  return { name, timing, floor, statements: recorded.statements };
}

/** Pushes one changed fact at a time; the answer comes when the service is scored. */
export async function measurePush(portal: Portal): Promise<Timing> {
  return measure(
    round =>
      fetch(`${portal.baseUrl}/api/gold-layer/facts`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${portal.pushToken}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({
          source: 'bench',
          items: [
            {
              service: serviceRef(round % 90),
              fact: 'testing.coverage.unit',
              value: round % 2 === 0 ? 12 : 92,
            },
          ],
        }),
      }),
    { rounds },
  );
}

/** A full evaluation and what it did to everybody else. */
export interface FullEvaluation {
  /** From the first service to the last, pauses included. */
  seconds: number;
  /** The list page's times while the evaluation ran. */
  meanwhile: Omit<Timing, 'bytes' | 'failures'>;
  peakMegabytes: number;
}

/**
 * Adds a definition, which scores every service again, and watches the
 * evaluation, other requests and memory until it is over.
 */
export async function measureFullEvaluation(
  portal: Portal,
  version: string,
): Promise<FullEvaluation> {
  const status = async () =>
    portal.client.call('getStatus', {}, { token: portal.userToken });
  const before = (await status()).evaluation.lastFullAt;
  await writeFile(
    join(portal.definitions, 'bench.yaml'),
    stringify(benchScorecard(version)),
  );
  const url = await portal.client.url('listServices', { limit: 50 });
  const times: number[] = [];
  let peakMegabytes = 0;
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    const start = performance.now();
    await (await portal.fetch(url)).arrayBuffer();
    times.push(performance.now() - start);
    peakMegabytes = Math.max(peakMegabytes, await portal.residentMegabytes());
    await sleep(20);
    if (times.length % 25 === 0) {
      const { evaluation } = await status();
      const { lastFullAt, pending } = evaluation;
      if (lastFullAt && lastFullAt !== before && pending === 0) {
        return {
          seconds: await elapsedSeconds(portal),
          meanwhile: distribution(times),
          peakMegabytes,
        };
      }
    }
  }
  throw new Error('The full evaluation did not end within five minutes.');
}

async function elapsedSeconds(portal: Portal): Promise<number> {
  const url = `${portal.baseUrl}/api/gold-layer/bench/evaluation`;
  const row = await (await portal.fetch(url)).json();
  return (Number(row.finished_at) - Number(row.started_at)) / 1000;
}

function benchScorecard(version: string) {
  return {
    apiVersion: 'gold-layer.io/v1',
    kind: 'Scorecard',
    metadata: {
      name: 'bench',
      title: 'Bench',
      description: 'A scorecard that changes, so that all services are scored.',
      version,
    },
    spec: {
      levels: [
        {
          name: 'one',
          title: 'One',
          checks: [
            {
              id: 'has-description',
              title: 'Has a description',
              why: 'It is there to be evaluated.',
              howToFix: 'Write one.',
              effort: 'minutes',
              rule: 'facts.entity.description.present',
            },
          ],
        },
      ],
    },
  };
}
