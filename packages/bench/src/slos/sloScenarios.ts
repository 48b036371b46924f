import { RouteInput, RouteName } from '@gold-layer/backstage-plugin-common';
import { recordFloor } from '../floor';
import { measureInTurn } from '../measure';
import { Portal } from '../Portal';
import { besideFloor, ReadResult } from '../scenarios';
import type { PlannedDocument } from './plan';

const rounds = 200;

/** Measures the routes of SLOs that people and pipelines wait for, each beside its floor. */
export async function measureSloReads(
  portal: Portal,
  documents: PlannedDocument[],
): Promise<ReadResult[]> {
  const [{ service, slos }] = documents;
  const [kind, namespace, name] = service.split(/[:/]/);
  const { id } = slos[0].spec;
  const results: ReadResult[] = [];
  const add = async <N extends RouteName>(
    label: string,
    route: N,
    input: RouteInput<N>,
  ) => {
    const url = await portal.client.url(route, input);
    results.push(await besideFloor(portal, label, url));
  };
  await add('SLOs, worst first', 'listSlos', { limit: 50 });
  await add('SLOs, by burn', 'listSlos', {
    state: ['at-risk', 'exhausted', 'ok'],
    tier: ['critical', 'important'],
    sort: 'burn1h',
    order: 'desc',
    limit: 50,
  });
  await add('SLO counters', 'getSloCounters', {});
  await add('SLO roll-ups', 'listSloRollups', { by: 'owner' });
  await add('one SLO', 'getSlo', { id });
  await add('… its 28 days', 'getSloSeries', { id, days: 28 });
  await add('SLOs of a service', 'getServiceSlos', { kind, namespace, name });
  results.push(await measureGate(portal, service));
  return results;
}

/** Asks the gate again and again; its floor does not keep the answer. */
async function measureGate(
  portal: Portal,
  service: string,
): Promise<ReadResult> {
  const name = 'deploy gate';
  const url = await portal.client.url('askDeployGate', {
    body: { service, change: 'feature' },
  });
  const ask = () =>
    portal.fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ service, change: 'feature', reference: 'v1.2.3' }),
    });
  await ask();
  const floor = await recordFloor(portal, name, ask, { writes: true });
  const [timing, bare] = await measureInTurn(
    [ask, () => portal.fetch(floor.url)],
    { rounds },
  );
  return { name, timing, floor: bare, statements: floor.statements };
}
