import { TestDatabases } from '@backstage/backend-test-utils';
import { waiverTermsSchema } from '@gold-layer/backstage-plugin-common';
import { storeServices } from '../services/__testUtils__/storeServices';
import { component, group } from '../services/__testUtils__/TestCatalog';
import {
  asked,
  builtIn,
  holders,
  risk,
  waiversOverHttp,
} from './__testUtils__/waiversOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('waivers on %s', id => {
  const setUp = async () => waiversOverHttp(await databases.init(id));

  it('go from a request through an approval by somebody else to a state of their own, and back', async () => {
    const world = await setUp();
    await world.score();
    expect(await world.statesOf('critical')).toEqual({
      ready: 'fail',
      tidy: 'unknown',
    });

    const { body } = await world
      .as('ann')
      .post('/waivers', asked())
      .expect(200);
    expect(body).toMatchObject({
      service: 'component:default/critical',
      serviceTitle: 'The critical',
      tier: 'critical',
      owner: { ref: 'group:default/payments', title: 'Payments' },
      title: 'Title of ready',
      trueState: 'fail',
      level: 'low',
      state: 'requested',
      requestedBy: { ref: 'user:default/ann', title: 'Ann' },
      approver: { role: 'sre-lead', title: 'SRE lead' },
      version: 1,
      may: {
        decide: { allowed: false },
        withdraw: { allowed: true },
      },
    });
    expect(world.told).toMatchObject([
      { to: ['user:default/sam'], path: `/risks/${body.id}` },
    ]);
    expect(await world.statesOf('critical')).toMatchObject({ ready: 'fail' });

    const sam = world.as('sam');
    expect((await sam.see(body.id)).may.decide).toEqual({ allowed: true });
    const decided = await sam
      .post(`/waivers/${body.id}/decision`, {
        version: 1,
        decision: 'approved',
        comment: 'Until the copy is done.',
        until: '2026-12-03',
      })
      .expect(200);
    expect(decided.body).toMatchObject({
      state: 'active',
      until: '2026-12-03T23:59:59.999Z',
      decidedBy: { title: 'Sam' },
      comment: 'Until the copy is done.',
      version: 2,
      trueState: 'fail',
      expiring: true,
    });
    expect(await world.statesOf('critical')).toMatchObject({ ready: 'waived' });
    const row = await world
      .database('check_results')
      .where({ service_ref: body.service, check_id: 'ready' })
      .first();
    expect(row.true_state).toBe('fail');
    expect(row.reason).toMatch(/^Waived until 3 Dec 2026 by Sam: /);
    expect(world.told.at(-1)?.to).toEqual(['user:default/ann']);

    const revoked = await sam
      .post(`/waivers/${body.id}/revocation`, {
        version: 2,
        comment: 'The copy has failed.',
      })
      .expect(200);
    expect(revoked.body).toMatchObject({
      state: 'revoked',
      ended: { by: { title: 'Sam' }, comment: 'The copy has failed.' },
    });
    expect(await world.statesOf('critical')).toMatchObject({ ready: 'fail' });
    expect(world.audit.map(({ eventId }) => eventId)).toEqual([
      'waiver-request',
      'waiver-decide',
      'waiver-revoke',
    ]);
  });

  it('are never approved by who asked or who owns the service, even in the role', async () => {
    const world = await setUp();
    await world.score('important');
    const request = asked({ service: 'important' });
    const { body } = await world
      .as('ann')
      .post('/waivers', request)
      .expect(200);
    // Ann holds the role engineering manager.
    expect(body.approver.role).toBe('engineering-manager');
    const decide = (name: string, more: object = {}) =>
      world.as(name).post(`/waivers/${body.id}/decision`, {
        version: 1,
        decision: 'approved',
        ...more,
      });
    const own = await decide('ann').expect(403);
    expect(own.body.error.message).toMatch(/somebody else has to decide/);
    const mate = await decide('olga').expect(403);
    expect(mate.body.error.message).toMatch(
      /takes the role Engineering manager/,
    );
    await decide('service').expect(403);
    await decide('guest').expect(404);

    // Olga asks now: Ann did not, but belongs to the owners.
    await world
      .as('ann')
      .post(`/waivers/${body.id}/withdrawal`, { version: 1, comment: 'Later' })
      .expect(200);
    const other = await world.as('olga').post('/waivers', request).expect(200);
    const owner = await world
      .as('ann')
      .post(`/waivers/${other.body.id}/decision`, {
        version: 1,
        decision: 'approved',
      })
      .expect(403);
    expect(owner.body.error.message).toMatch(/from outside/);
    await world
      .as('max')
      .post(`/waivers/${other.body.id}/decision`, {
        version: 1,
        decision: 'rejected',
      })
      .expect(400);
    const rejected = await world
      .as('max')
      .post(`/waivers/${other.body.id}/decision`, {
        version: 1,
        decision: 'rejected',
        comment: 'Run the test this week.',
      })
      .expect(200);
    expect(rejected.body).toMatchObject({ state: 'rejected' });
    expect(rejected.body.until).toBeUndefined();
    expect(await world.statesOf('important')).toMatchObject({ ready: 'fail' });
  });

  it('of an experimental service are approved within the owning group, by another person', async () => {
    const world = await setUp();
    await world.score('experimental');
    const request = asked({ service: 'experimental' });
    const { body } = await world
      .as('ann')
      .post('/waivers', request)
      .expect(200);
    expect(body.approver.role).toBe('owner');
    const path = `/waivers/${body.id}/decision`;
    const approval = { version: 1, decision: 'approved' };
    await world.as('ann').post(path, approval).expect(403);
    await world.as('olga').post(path, approval).expect(200);
    expect(await world.statesOf('experimental')).toMatchObject({
      ready: 'waived',
    });
  });

  it('are asked for only where there is a risk, until a day that the tier allows, by people', async () => {
    const world = await setUp();
    await world.score('critical', { tidy: true });
    const ask = (name: string, body: object) =>
      world.as(name).post('/waivers', body);
    const refused = async (body: object, status: number, message: RegExp) => {
      const answer = await ask('ann', body).expect(status);
      expect(answer.body.error.message).toMatch(message);
    };
    await refused(asked({ check: 'tidy' }), 400, /passes/);
    await refused(asked({ check: 'nowhere' }), 404, /check 'nowhere'/);
    await refused(asked({ service: 'nowhere' }), 404, /No service/);
    await refused(
      asked({ until: '2026-12-22' }),
      400,
      /from 2026-11-21 to 2026-12-21 \(P30D for tier critical\), found 2026-12-22/,
    );
    await refused(asked({ until: '2026-11-20' }), 400, /body.until/);
    await refused(
      { ...asked(), risk: risk({ ticket: 'PAY-17' }) },
      400,
      /body.risk.ticket/,
    );
    await refused(
      asked({ risk: { plan: 'a\0b' } }),
      400,
      /body.risk.plan: may not hold/,
    );
    await refused({ ...asked(), risk: undefined }, 400, /body.risk/);
    await ask('service', asked()).expect(403);
    await ask('guest', asked()).expect(404);
    world.denied.set('gold-layer.waiver.request', ['user:default/olga']);
    await ask('olga', asked()).expect(403);

    const answers = await Promise.all([
      ask('ann', asked()),
      ask('olga', asked()).then(() => ask('max', asked())),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('refuse a change that saw another version, and of two at once one', async () => {
    const world = await setUp();
    await world.score();
    const { body } = await world
      .as('ann')
      .post('/waivers', asked())
      .expect(200);
    const decide = (name: string, version: number) =>
      world.as(name).post(`/waivers/${body.id}/decision`, {
        version,
        decision: 'approved',
      });
    const stale = await decide('sam', 7).expect(409);
    expect(stale.body.error.message).toMatch(/version 7 and it is at 1/);
    const both = await Promise.all([decide('sam', 1), decide('dora', 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('say beforehand what they would need', async () => {
    const world = await setUp();
    await world.score('important', { tidy: true });
    const terms = async (query: string) =>
      world
        .as('ann')
        .get(`/waiver-terms?service=component:default/Important&${query}`);
    const { body } = await terms('scorecard=gold&check=ready');
    expect(waiverTermsSchema.parse(body)).toEqual({
      title: 'Title of ready',
      latest: '2027-02-19',
      approvers: {
        low: { role: 'engineering-manager', title: 'Engineering manager' },
        moderate: { role: 'engineering-manager', title: 'Engineering manager' },
        high: { role: 'sre-lead', title: 'SRE lead' },
        severe: { role: 'engineering-director', title: 'Engineering director' },
      },
      renewalsLeft: 2,
    });
    expect((await terms('scorecard=gold&check=tidy')).body.refusal).toMatch(
      /passes/,
    );
    const waiting = await world
      .as('ann')
      .post('/waivers', asked({ service: 'important' }))
      .expect(200);
    expect((await terms('scorecard=gold&check=ready')).body).toMatchObject({
      refusal: expect.stringMatching(/waits for a decision/),
      earlier: waiting.body.id,
    });
    expect((await terms('scorecard=gold')).status).toBe(400);
    expect((await terms('scorecard=gold&check=ready&control=x')).status).toBe(
      400,
    );
    expect((await terms('scorecard=gold&check=no')).status).toBe(404);

    world.controls.set('drill component:default/important', 'not-met');
    const control = await terms('checklist=production&control=drill');
    expect(control.body).toMatchObject({ title: 'Control drill' });
    expect(control.body.refusal).toBeUndefined();
  });

  it('say who may approve where the role goes by team', async () => {
    const world = await setUp();
    await world.score('standard');
    await world.score('experimental');
    const rolesOf = async (service: string) => {
      const { body } = await world
        .as('ann')
        .get(
          `/waiver-terms?service=component:default/${service}&scorecard=gold&check=ready`,
        );
      return waiverTermsSchema.parse(body).approvers;
    };
    const peer = {
      role: 'peer-tech-lead',
      title: 'Peer tech lead',
      anybodyOf: 'other-teams',
    };
    expect(await rolesOf('standard')).toMatchObject({
      low: peer,
      high: { role: 'engineering-manager', title: 'Engineering manager' },
    });
    expect(await rolesOf('experimental')).toMatchObject({
      low: { role: 'owner', title: 'Owner', anybodyOf: 'owning-team' },
      high: peer,
    });
    expect((await rolesOf('standard')).high.anybodyOf).toBeUndefined();
  });

  it('that anybody outside may decide wait for the next role above that somebody else holds', async () => {
    const world = await setUp();
    await world.score('standard');
    const { body } = await world
      .as('olga')
      .post('/waivers', asked({ service: 'standard' }))
      .expect(200);
    // Ann holds that role too, but belongs to the owners.
    expect(body.approver).toEqual({
      role: 'peer-tech-lead',
      title: 'Peer tech lead',
      anybodyOf: 'other-teams',
      waitsFor: {
        title: 'Engineering manager',
        people: [{ ref: 'user:default/max', title: 'Max' }],
        total: 1,
      },
    });
    expect(world.told).toMatchObject([{ to: ['user:default/max'] }]);
    expect(await world.tasksOf('max')).toEqual([
      'waiver-decision The standard',
    ]);
    expect(await world.tasksOf('ann')).toEqual([]);
    // Others may decide, but it does not wait for them.
    expect(await world.tasksOf('sam')).toEqual([]);
    expect((await world.as('sam').see(body.id)).may.decide.allowed).toBe(true);
  });

  it('that anybody outside may decide say so where nobody is told', async () => {
    const world = await setUp();
    await world.score('standard');
    world.definitions.put('Roles', [builtIn('roles/default.yaml')]);
    const { body } = await world
      .as('ann')
      .post('/waivers', asked({ service: 'standard' }))
      .expect(200);
    expect(body.approver).toMatchObject({
      anybodyOf: 'other-teams',
      problem: expect.stringMatching(/nobody is told/),
    });
    expect(body.approver.waitsFor).toBeUndefined();
    expect(world.told.flatMap(({ to }) => to)).toEqual([]);
    const { body: list } = await world.as('sam').get('/waivers');
    expect(list.items[0].approver.problem).toBe(body.approver.problem);
    expect((await world.as('sam').see(body.id)).may.decide.allowed).toBe(true);
  });

  it('wait for the role above where those who hold the role asked or own', async () => {
    const world = await setUp();
    await world.score('important');
    const [manager, ...above] = holders.spec.roles;
    const onlyAnn = { ...manager, holders: ['user:default/ann'] };
    world.definitions.put('Roles', [
      builtIn('roles/default.yaml'),
      { ...holders, spec: { roles: [onlyAnn, ...above] } },
    ]);
    await world
      .as('ann')
      .post('/waivers', asked({ service: 'important' }))
      .expect(200);
    expect(world.told).toMatchObject([{ to: ['user:default/sam'] }]);
    expect(await world.tasksOf('sam')).toEqual([
      'waiver-decision The important',
    ]);
    expect(await world.tasksOf('dora')).toEqual([]);
  });

  it('on controls are told to reviews while they hold', async () => {
    const world = await setUp();
    world.controls.set('drill component:default/critical', 'not-met');
    const waiver = await world.waive('sam', { control: 'drill' });
    expect(
      await world.waivers.controls.activeFor(['component:default/critical']),
    ).toMatchObject([
      {
        id: waiver.id,
        service: 'component:default/critical',
        checklist: 'production',
        control: 'drill',
        until: Date.parse('2026-12-10T23:59:59.999Z'),
      },
    ]);
  });

  it('that nobody can decide say so', async () => {
    const world = await setUp();
    await world.score();
    world.definitions.put('Roles', []);
    const { body } = await world
      .as('ann')
      .post('/waivers', asked())
      .expect(200);
    expect(body.approver.problem).toMatch(
      /Nobody can decide: the role sre-lead/,
    );
  });

  it('follow the groups and tiers of today: who has left decides no more, and a higher tier asks for more', async () => {
    const world = await setUp();
    await world.score('standard', { tidy: true });
    const request = asked({
      service: 'standard',
      risk: { likelihood: 'high' },
      until: '2027-03-01',
    });
    const { body } = await world
      .as('ann')
      .post('/waivers', request)
      .expect(200);
    expect(body.approver.role).toBe('engineering-manager');
    const decide = (name: string) =>
      world.as(name).post(`/waivers/${body.id}/decision`, {
        version: 1,
        decision: 'approved',
      });

    const owners = ['group:default/payments'];
    world.catalog.put(
      component('standard', { owners, goldLayer: { tier: 'critical' } }),
      group('sre', { members: ['dora'] }),
    );
    await storeServices(world.database, world.catalog);
    expect(await world.as('sam').see(body.id)).toMatchObject({
      tier: 'critical',
      approver: { role: 'engineering-director' },
      may: { decide: { allowed: false } },
    });
    await decide('max').expect(403);
    await decide('sam').expect(403);
    const { body: decided } = await decide('dora').expect(200);
    // The cap of the higher tier holds from the approval on.
    expect(decided.until).toBe('2026-12-21T11:00:00.000Z');
  });

  it('of a service that changes hands belong to its new owners', async () => {
    const world = await setUp();
    await world.score('important');
    const waiver = await world.waive('sam', { service: 'important' });
    world.catalog.put(
      component('important', {
        owners: ['group:default/search', 'user:default/max'],
        goldLayer: { tier: 'important' },
      }),
    );
    await storeServices(world.database, world.catalog);
    const may = async (name: string) =>
      (await world.as(name).see(waiver.id)).may.revoke.allowed;
    expect(await may('olga')).toBe(false);
    expect(await may('max')).toBe(true);
    expect(await may('ann')).toBe(true);
  });
});
