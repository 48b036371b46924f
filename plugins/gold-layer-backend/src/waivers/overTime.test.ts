import { TestDatabases } from '@backstage/backend-test-utils';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import { component } from '../services/__testUtils__/TestCatalog';
import { asked, risk, waiversOverHttp } from './__testUtils__/waiversOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const day = 24 * 3600 * 1000;

describe.each(databases.eachSupportedId())('waivers over time on %s', id => {
  const setUp = async () => waiversOverHttp(await databases.init(id));

  it('end by themselves to the moment, and the check returns to its true state', async () => {
    const world = await setUp();
    await world.score();
    const waiver = await world.waive('sam', { until: '2026-12-21' });
    expect(waiver.until).toBe('2026-12-21T11:00:00.000Z');

    world.clock.now = new Date('2026-12-21T10:59:59.999Z');
    await world.expiry.endDue();
    expect(await world.statesOf('critical')).toMatchObject({ ready: 'waived' });

    world.clock.now = new Date('2026-12-21T11:00:00.000Z');
    // Even before anybody has noted it.
    expect((await world.as('ann').see(waiver.id)).state).toBe('expired');
    expect(
      await world.waivers.controls.activeFor(['component:default/critical']),
    ).toEqual([]);
    world.told.splice(0);
    await world.expiry.endDue();
    expect(await world.statesOf('critical')).toMatchObject({ ready: 'fail' });
    expect(world.told).toMatchObject([
      {
        to: ['user:default/ann', 'group:default/payments'],
        title: 'Waiver for The critical expired',
        once: true,
      },
    ]);
    expect(world.audit.at(-1)).toMatchObject({
      eventId: 'waiver-expire',
      meta: { expired: [waiver.id] },
    });
    await world.expiry.endDue();
    expect(world.told).toHaveLength(1);
    expect(await world.as('ann').see(waiver.id)).toMatchObject({
      state: 'expired',
      version: 3,
      may: { renew: { allowed: true } },
      renewalsLeft: 2,
    });
    const terms = await world
      .as('ann')
      .get(
        `/waiver-terms?service=${waiver.service}&scorecard=gold&check=ready`,
      );
    expect(terms.body).toMatchObject({
      refusal: expect.stringMatching(/renew that waiver instead/),
      earlier: waiver.id,
      renewalsLeft: 2,
    });
  });

  it('are watched for a while, so that one that ends meanwhile ends to the moment', async () => {
    const world = await setUp();
    await world.score();
    const waiver = await world.waive('sam', { until: '2026-12-21' });
    const end = Date.parse(waiver.until ?? '');
    const began = Date.now();
    const clock = {
      get now() {
        return new Date(end - 60 + (Date.now() - began));
      },
    };
    Object.defineProperty(world.clock, 'now', { get: () => clock.now });
    await world.expiry.watch({ forMs: 1000 });
    expect(await world.statesOf('critical')).toMatchObject({ ready: 'fail' });
  });

  it('remind 14, 7 and 1 day before the end', async () => {
    const world = await setUp();
    await world.score();
    const waiver = await world.waive('sam', { until: '2026-12-20' });
    const end = Date.parse(waiver.until ?? '');
    const keys: string[] = [];
    for (const left of [20, 14, 13, 7, 2, 1, 0.1]) {
      world.told.splice(0);
      world.clock.now = new Date(end - left * day);
      await world.expiry.remind();
      keys.push(...world.told.map(it => `${left}: ${it.key.split(':')[2]}`));
    }
    expect(keys).toEqual([
      '14: ends-in-14',
      '13: ends-in-14',
      '7: ends-in-7',
      '2: ends-in-7',
      '1: ends-in-1',
      '0.1: ends-in-1',
    ]);
  });

  it('are renewed twice at most, each time one role higher, and not asked for anew instead', async () => {
    const world = await setUp();
    await world.score('important', { tidy: true });
    const first = await world.waive('max', {
      service: 'important',
      until: '2026-12-01',
    });
    const again = await world
      .as('ann')
      .post('/waivers', asked({ service: 'important' }))
      .expect(409);
    expect(again.body.error.message).toMatch(/renew that waiver instead/);

    const renew = (waiver: Waiver, more: object = {}) =>
      world.as('ann').post(`/waivers/${waiver.id}/renewals`, {
        version: waiver.version,
        risk: risk(),
        until: '2026-12-15',
        ...more,
      });
    const decide = (name: string, waiver: Waiver) =>
      world.as(name).post(`/waivers/${waiver.id}/decision`, {
        version: waiver.version,
        decision: 'approved',
      });
    const second: Waiver = (await renew(first).expect(200)).body;
    expect(second).toMatchObject({
      renewal: 1,
      renewalOf: first.id,
      state: 'requested',
      approver: { role: 'sre-lead' },
    });
    expect(second.renewalsLeft).toBe(1);
    await renew(first).expect(403);
    await decide('max', second).expect(403);
    // It may run out before the renewal is decided.
    world.clock.now = new Date('2026-12-02T08:00:00Z');
    await world.expiry.endDue();
    const secondActive: Waiver = (await decide('sam', second).expect(200)).body;
    expect(await world.as('ann').see(first.id)).toMatchObject({
      state: 'expired',
      renewedBy: second.id,
      may: { renew: { allowed: false } },
    });

    const third: Waiver = (await renew(secondActive).expect(200)).body;
    expect(third.approver.role).toBe('engineering-director');
    const thirdActive: Waiver = (await decide('dora', third).expect(200)).body;
    expect((await world.as('ann').see(second.id)).state).toBe('renewed');
    const last = await renew(thirdActive).expect(403);
    expect(last.body.error.message).toMatch(/2 times already/);
    expect(await world.statesOf('important')).toMatchObject({
      ready: 'waived',
    });
  });

  /** The service as the catalog has it from now on. */
  const atTier = (name: string, tier?: string) =>
    component(name, {
      owners: ['group:default/payments'],
      title: `The ${name}`,
      ...(tier && { goldLayer: { tier } }),
    });

  it('are held to a higher tier, counted from the approval', async () => {
    const world = await setUp();
    await world.score('standard', { tidy: false });
    const early = await world.waive('sam', {
      service: 'standard',
      until: '2027-03-01',
    });
    world.clock.now = new Date('2026-12-10T11:00:00Z');
    const late = await world.waive('sam', {
      service: 'standard',
      check: 'tidy',
      until: '2027-03-01',
    });
    world.clock.now = new Date('2026-12-25T11:00:00Z');
    world.told.splice(0);

    // Naming no tier for a while cuts nothing.
    await world.catalogNow(atTier('standard'));
    await world.tiers.follow();
    expect(await world.as('ann').see(late.id)).toMatchObject({
      tier: 'unclassified',
      until: '2027-03-01T23:59:59.999Z',
      version: 2,
    });

    await world.catalogNow(atTier('standard', 'critical'));
    await world.tiers.follow();
    expect(await world.as('ann').see(late.id)).toMatchObject({
      state: 'active',
      until: '2027-01-09T11:00:00.000Z',
      shortened: {
        at: '2026-12-25T11:00:00.000Z',
        from: '2027-03-01T23:59:59.999Z',
        tier: 'critical',
      },
      version: 3,
    });
    // Thirty days after its approval have passed: it ends at once, not in the past.
    expect(await world.as('ann').see(early.id)).toMatchObject({
      state: 'expired',
      until: '2026-12-25T11:00:00.000Z',
    });
    expect(await world.statesOf('standard')).toMatchObject({
      ready: 'fail',
      tidy: 'waived',
    });
    expect(world.told).toMatchObject([
      {
        to: ['user:default/ann', 'group:default/payments'],
        title: 'Waiver for The standard ends earlier',
        description: expect.stringMatching(
          /after 9 Jan 2027, not only after 1 Mar 2027: the service is critical now/,
        ),
        once: true,
      },
    ]);
    expect(world.audit.at(-1)).toMatchObject({
      eventId: 'waiver-shorten',
      meta: {
        shortened: expect.arrayContaining([
          {
            id: late.id,
            tier: 'critical',
            until: '2027-01-09T11:00:00.000Z',
          },
        ]),
      },
    });
    await world.expiry.endDue();
    expect(world.told).toHaveLength(2);
    expect(world.told[1]).toMatchObject({
      title: 'Waiver for The standard expired',
      description: expect.stringMatching(/critical now/),
    });

    // Once is enough, and a lower tier gives nothing back.
    await world.tiers.follow();
    await world.catalogNow(atTier('standard', 'standard'));
    await world.tiers.follow();
    expect(world.told).toHaveLength(2);
    expect(await world.as('ann').see(late.id)).toMatchObject({
      until: '2027-01-09T11:00:00.000Z',
      version: 3,
    });
  });

  it('that a higher tier allows stay as they are, and those approved in it keep to it', async () => {
    const world = await setUp();
    await world.score('standard', { tidy: false });
    const short = await world.waive('sam', {
      service: 'standard',
      until: '2026-12-15',
    });
    const { body: request } = await world
      .as('ann')
      .post('/waivers', asked({ service: 'standard', check: 'tidy' }))
      .expect(200);
    await world.catalogNow(atTier('standard', 'important'));
    world.told.splice(0);
    await world.tiers.follow();
    const decided = await world
      .as('max')
      .post(`/waivers/${request.id}/decision`, {
        version: 1,
        decision: 'approved',
      })
      .expect(200);
    await world.tiers.follow();
    const now = await world.as('ann').see(short.id);
    expect(now).toMatchObject({ until: short.until, version: 2 });
    expect(now.shortened).toBeUndefined();
    expect(decided.body.shortened).toBeUndefined();
    expect(
      await world
        .database('waivers')
        .whereIn('id', [short.id, request.id])
        .pluck('tier'),
    ).toEqual(['important', 'important']);
    expect(world.told.map(({ title }) => title)).toEqual([
      'Waiver for The standard approved',
    ]);
  });

  it('are not revoked to begin the ladder from below', async () => {
    const world = await setUp();
    await world.score('important', { tidy: true });
    const revoke = (waiver: Waiver) =>
      world.as('ann').post(`/waivers/${waiver.id}/revocation`, {
        version: waiver.version,
        comment: 'Something else came up.',
      });
    const ask = () =>
      world.as('ann').post('/waivers', asked({ service: 'important' }));
    const decide = (name: string, waiver: Waiver) =>
      world.as(name).post(`/waivers/${waiver.id}/decision`, {
        version: waiver.version,
        decision: 'approved',
      });

    const first = await world.waive('max', { service: 'important' });
    await revoke(first).expect(200);
    const second: Waiver = (await ask().expect(200)).body;
    expect(second).toMatchObject({
      renewal: 1,
      renewalOf: first.id,
      approver: { role: 'sre-lead' },
    });
    await decide('max', second).expect(403);
    const secondActive: Waiver = (await decide('sam', second).expect(200)).body;
    expect(await world.as('ann').see(first.id)).toMatchObject({
      state: 'revoked',
      renewedBy: second.id,
    });
    await revoke(secondActive).expect(200);
    const third: Waiver = (await ask().expect(200)).body;
    expect(third.approver.role).toBe('engineering-director');
    const thirdActive: Waiver = (await decide('dora', third).expect(200)).body;
    await revoke(thirdActive).expect(200);
    const last = await ask().expect(409);
    expect(last.body.error.message).toMatch(/cannot be renewed any more/);

    // Long after, it is another matter.
    world.clock.now = new Date(world.clock.now.getTime() + 91 * day);
    await world.score('important', { tidy: true });
    const until = new Date(world.clock.now.getTime() + 9 * day);
    const anew = await world
      .as('ann')
      .post('/waivers', {
        ...asked({ service: 'important' }),
        until: until.toISOString().slice(0, 10),
      })
      .expect(200);
    expect(anew.body).toMatchObject({
      renewal: 0,
      approver: { role: 'engineering-manager' },
    });
  });
});
