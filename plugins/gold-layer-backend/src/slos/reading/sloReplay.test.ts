import { TestDatabases } from '@backstage/backend-test-utils';
import {
  metricLookupSchema,
  replaySchema,
} from '@gold-layer/backstage-plugin-common';
import { FakeSource } from './__testUtils__/FakeSource';
import { addSlo } from './__testUtils__/sloRows';
import { slosOverHttp } from './__testUtils__/slosOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const id = 'default.checkout.errors';
const service = 'component:default/checkout';

/** An OpenSLO document of the checkout. */
function document({ source = '', target = '0.99' } = {}): string {
  return `
apiVersion: openslo/v1
kind: SLO
metadata: { name: errors, displayName: Errors }
spec:
  service: checkout
  indicator:
    metadata: { name: errors }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: ${source || '{ type: prometheus, spec: { query: http_errors_total } }'} }
        total: { metricSource: ${source || '{ type: prometheus, spec: { query: http_requests_total } }'} }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: ${target} }]
`;
}
const pushed = document({
  source: '{ type: gold-layer-push, spec: { every: PT5M } }',
});

describe('asking about an SLO that is not there yet', () => {
  const setUp = async () => {
    const source = FakeSource.create();
    const world = await slosOverHttp(await databases.init('SQLITE_3'), [
      source,
    ]);
    const replay = (body: object, who = 'ann') =>
      world
        .as(who)
        .post('/slo-replays', { service, text: document(), ...body });
    return { replay, source, world };
  };
  const hour = (iso: string, bad: number, total: number) => ({
    start: Date.parse(iso),
    minutes: 60 as const,
    bad,
    total,
  });

  it('replays the last month as its source measures it', async () => {
    const { replay, source } = await setUp();
    source.measurements = [
      {
        slo: id,
        outcome: 'buckets',
        buckets: [hour('2026-11-20T10:00:00Z', 900, 1000)],
        partial: 'One store did not answer',
      },
      {
        slo: id,
        outcome: 'buckets',
        buckets: [hour('2026-11-20T11:00:00Z', 0, 1000)],
      },
      { slo: 'default.other', outcome: 'failed', kind: 'query', error: 'no' },
    ];
    const { body } = await replay({}).expect(200);
    const replayed = replaySchema.parse(body);
    expect(replayed).toMatchObject({
      slo: { id, objective: '0.99' },
      days: 30,
      sli: 0.55,
      problem: 'One store did not answer',
      pages: 1,
    });
    expect(replayed.coverage).toBeCloseTo(2 / 720);
    expect(source.asked).toEqual([
      `${id} from 2026-10-28T12:00:00.000Z to 2026-11-27T12:00:00.000Z`,
    ]);
  });

  it('tells what kept the source from measuring', async () => {
    const { replay, source } = await setUp();
    source.measurements = [
      { slo: id, outcome: 'failed', kind: 'query', error: 'unknown metric' },
    ];
    expect((await replay({})).body).toMatchObject({
      problem: 'unknown metric',
      coverage: 0,
      pages: 0,
    });
    source.failure = new Error('refused');
    expect((await replay({})).body.problem).toMatch(/source failed.*refused/);
  });

  it('replays pushed numbers that are there already', async () => {
    const { replay, source, world } = await setUp();
    expect((await replay({ text: pushed })).body.problem).toMatch(
      /none were pushed for it yet/,
    );
    await addSlo(world.database, id, { num: 1, sli: { kind: 'pushed' } });
    await world.buckets.add([
      {
        num: 1,
        grain: 60,
        start: Date.parse('2026-11-20T10:00:00Z') / 60_000,
        bad: 5,
        total: 10,
        covered: 12,
      },
    ]);
    const { body } = await replay({ text: pushed }).expect(200);
    expect(body).toMatchObject({ sli: 0.5 });
    expect(body).not.toHaveProperty('problem');
    expect(source.asked).toEqual([]);
  });

  it('replays one at a time per person', async () => {
    const { replay, source } = await setUp();
    let end = () => {};
    source.before = new Promise(resolve => {
      end = resolve;
    });
    const first = replay({}).then(({ status }) => status);
    while (source.asked.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    const { body } = await replay({}).expect(409);
    expect(body.error.message).toMatch(/runs already/);
    end();
    expect(await first).toBe(200);
    await replay({}).expect(200);
  });

  it('refuses what is no SLO, and whoever may not ask', async () => {
    const { replay, source, world } = await setUp();
    const refused = async (body: object) =>
      (await replay(body).expect(400)).body.error.message;
    expect(await refused({ text: document({ target: '1.5' }) })).toMatch(
      /body\.text.*target/,
    );
    expect(await refused({ index: 1 })).toMatch(/body\.index.*found 1/);
    expect(await refused({ index: -1 })).toMatch(/body\.index/);
    expect(await refused({ text: 'nothing' })).toMatch(/body\./);
    await replay({}, 'guest').expect(404);
    world.denied.set('gold-layer.slo.query', ['user:default/ann']);
    await replay({}).expect(403);
    const path = `/slo-metrics?service=${service}`;
    await world.as('ann').get(path).expect(403);
    await world.as('guest').get(path).expect(404);
    await world.as('ann').get('/slo-metrics').expect(400);
    const values = `/slo-label-values?service=${service}&metric=up&label=`;
    await world.as('ann').get(`${values}job`).expect(403);
    await world.as('guest').get(`${values}job`).expect(404);
    const wrong = await world.as('ann').get(`${values}no-label`).expect(400);
    expect(wrong.body.error.message).toMatch(
      /query\.label.*expected the name of a label/,
    );
    expect(source.asked).toEqual([]);
  });

  it('looks values of labels up, the same once a minute', async () => {
    const { source, world } = await setUp();
    const look = async () => {
      const { body } = await world
        .as('ann')
        .get(`/slo-label-values?service=${service}&metric=up&label=code`)
        .expect(200);
      return body;
    };
    expect(await look()).toEqual({ source: 'main', items: ['200', '503'] });
    await look();
    expect(source.asked).toEqual(['values of code of up at main']);
  });

  it('looks metrics up, the same words once a minute', async () => {
    const { source, world } = await setUp();
    const look = async (query: string) => {
      const path = `/slo-metrics?service=${service}${query}`;
      const { body } = await world.as('ann').get(path).expect(200);
      return metricLookupSchema.parse(body);
    };
    expect(await look('&q=http')).toEqual({
      source: 'main',
      items: [{ name: 'http_total', labels: ['code'] }],
    });
    await look('&q=http');
    await look('&q=http&source=eu');
    await look('&q=http&source=prometheus');
    expect(source.asked).toEqual([
      'look up http at main',
      'look up http at eu',
    ]);
    source.failure = new Error('down');
    expect(await look('&q=other')).toMatchObject({
      items: [],
      problem: expect.stringContaining('down'),
    });
    const bare = await slosOverHttp(await databases.init('SQLITE_3'));
    const { body } = await bare
      .as('ann')
      .get(`/slo-metrics?service=${service}`);
    expect(body.problem).toMatch(/No source/);
  });
});
