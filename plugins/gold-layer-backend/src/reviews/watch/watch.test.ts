import { TestDatabases } from '@backstage/backend-test-utils';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('an approval on %s', databaseId => {
  async function setUp() {
    const world = await reviewsOverHttp(await databases.init(databaseId));
    const service = await world.addService('checkout');
    await world.give(service, 'test.owned', true);
    const id = await world.approve(service);
    world.told.length = 0;
    world.published.length = 0;
    return { ...world, service, id };
  }
  const day = (iso: string) => new Date(`${iso}T09:00:00Z`);

  it('drifts when a fact breaks, says so once, and recovers with it', async () => {
    const world = await setUp();
    const { as, clock, id, service, watch } = world;
    clock.now = day('2026-03-10');
    await world.give(service, 'test.owned', false);
    await watch();
    await watch();
    const drifted = await as('sam').review(id);
    expect(drifted).toMatchObject({
      state: 'approved',
      progress: { drifted: 1, driftedBlocking: 1 },
    });
    expect(drifted.sections[0].controls[0].drift).toContain(
      'It was met; now it is not',
    );
    expect(world.told).toHaveLength(1);
    expect(world.told[0]).toMatchObject({
      to: ['user:default/ann', 'group:default/payments'],
      title: 'checkout: Production readiness: a control has regressed',
      severity: 'high',
    });
    expect(world.published).toContain(service);
    const listed = await as('sam').get('/reviews?state=drifted').expect(200);
    expect(listed.body.totalItems).toBe(1);
    const facts = [];
    const entities = await world.services.findEntities([service]);
    for await (const found of world.source.collect(entities)) facts.push(found);
    expect(facts).toMatchObject([
      {
        outcome: 'facts',
        facts: expect.arrayContaining([
          { fact: 'review.production.state', value: 'approved' },
          { fact: 'review.production.driftedBlocking', value: 1 },
        ]),
      },
    ]);

    clock.now = day('2026-03-11');
    await world.give(service, 'test.owned', true);
    await watch();
    const { body } = await as('sam').get(`/reviews/${id}/log`).expect(200);
    const events = body.items.map((entry: { event: string }) => entry.event);
    expect(events.slice(-2)).toEqual(['drifted', 'recovered']);
    expect((await as('sam').review(id)).progress.drifted).toBe(0);
  });

  it('drifts when evidence runs out or a fact goes stale', async () => {
    const world = await setUp();
    const { as, clock, id, service, watch } = world;
    await world.give(service, 'test.owned', true, day('2026-04-01'));
    const path = `/reviews/${id}/answers/runbook/evidence`;
    clock.now = day('2026-03-05');
    await as('ann')
      .post(path, {
        kind: 'drill',
        title: 'Drill',
        date: '2026-03-04',
        validUntil: '2026-03-31',
      })
      .expect(200);
    await world
      .database('review_evidence')
      .where('control', 'runbook')
      .update({ valid_until: '2026-03-31' });
    clock.now = day('2026-04-02');
    await watch();
    const { sections } = await as('ann').review(id);
    const [owner, runbook] = sections[0].controls;
    expect(owner.drift).toContain('out of date');
    expect(runbook.drift).toContain('evidence for it has run out');
    expect(sections[0].signOff?.state).toBe('stale');
  });

  it.each([
    [
      'the tier was raised',
      { tier: 'standard' as const },
      { tier: 'critical' as const },
      'The tier was raised from standard to critical.',
      'group:default/payments',
    ],
    [
      'the owner changed',
      {},
      { owner: 'group:default/shop' },
      'The owner changed from group:default/payments to group:default/shop.',
      'group:default/shop',
    ],
  ])(
    'has to be validated again as %s, and its present owner is told',
    async (_, before, after, cause, owner) => {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout', before);
      await world.give(service, 'test.owned', true);
      const id = await world.approve(service);
      await world.addService('checkout', after);
      await world.watch();
      expect(await world.as('sam').review(id)).toMatchObject({
        state: 'revalidation-required',
        revalidation: cause,
        owner: { ref: owner },
      });
      expect(world.told.at(-1)).toMatchObject({
        to: ['user:default/ann', owner],
        description: cause,
        once: true,
      });
    },
  );

  it('has to be validated again after a SEV1 or with a new critical dependency', async () => {
    const world = await setUp();
    await world.addService('ledger');
    await world.addService('checkout', {}, [
      { type: 'dependsOn', targetRef: 'component:default/ledger' },
    ]);
    await world.give(
      world.service,
      'incidents.sev1.lastStartedAt',
      '2026-03-08T00:00:00.000Z',
    );
    world.clock.now = day('2026-03-09');
    await world.watch();
    const { revalidation } = await world.as('sam').review(world.id);
    expect(revalidation).toBe(
      'It now depends on the critical component:default/ledger. An incident of severity 1 began on 2026-03-08, after the approval.',
    );
  });

  it('is recalled, expires, and gives way to the next one', async () => {
    const world = await setUp();
    const { as, clock, id, service, watch } = world;
    clock.now = day('2027-02-10');
    await watch();
    await watch();
    expect((await as('sam').review(id)).expiring).toBe(true);
    const recalled = world.told.filter(({ title }) => /expires/.test(title));
    expect(recalled[0]).toMatchObject({
      title: 'checkout: Production readiness expires on 2027-03-02',
      once: true,
    });

    clock.now = day('2027-03-03');
    await watch();
    expect((await as('sam').review(id)).state).toBe('expired');

    const next = await world.approve(service);
    expect(await as('sam').review(next)).toMatchObject({
      state: 'approved',
      supersedes: id,
    });
    expect(await as('sam').review(id)).toMatchObject({
      state: 'superseded',
      supersededBy: next,
    });
  });

  it('on conditions falls back when a day is missed, and holds once all are met', async () => {
    const world = await reviewsOverHttp(await databases.init(databaseId));
    const conditions = [
      { title: 'Rotate keys', owner: 'user:default/ann', due: '2026-04-01' },
    ];
    const last = { decision: 'conditionally-approved', conditions };
    const ids: string[] = [];
    for (const name of ['checkout', 'ledger']) {
      const service = await world.addService(name);
      await world.give(service, 'test.owned', true);
      ids.push(await world.approve(service, last));
    }
    const [checkout, ledger] = ids;
    const [condition] = (await world.as('ann').review(ledger)).conditions;
    const outsider = await world
      .as('sam')
      .post(`/reviews/${ledger}/conditions/${condition.id}/completion`, {
        note: 'Looks done to me.',
      });
    expect(outsider.status).toBe(403);
    expect(outsider.body.error.message).toContain(
      'is said by user:default/ann or by the team',
    );
    await world
      .as('ann')
      .post(`/reviews/${ledger}/conditions/${condition.id}/completion`, {
        note: 'Rotated on Monday.',
      })
      .expect(200);
    world.clock.now = new Date('2026-04-02T00:00:01Z');
    const [owed] = (await world.as('ann').review(checkout)).conditions;
    const late = await world
      .as('ann')
      .post(`/reviews/${checkout}/conditions/${owed.id}/completion`, {
        note: 'Done at last.',
      });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain(
      "'Rotate keys' was due on 2026-04-01, and that day is over",
    );
    await world.watch();
    expect(await world.as('ann').review(checkout)).toMatchObject({
      state: 'revalidation-required',
      revalidation:
        "The condition 'Rotate keys' was due on 2026-04-01 and is not met.",
    });
    expect((await world.as('ann').review(ledger)).state).toBe('approved');
  });

  it('is looked at by itself soon after a fact has changed', async () => {
    const { as, give, id, service } = await setUp();
    await give(service, 'test.owned', false);
    const drifted = async () => (await as('sam').review(id)).progress.drifted;
    const began = Date.now();
    while ((await drifted()) === 0 && Date.now() - began < 20_000) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const { body } = await as('sam').get('/reviews?state=drifted');
    expect(body.items).toHaveLength(1);
  });

  it('that rested on a waiver drifts when the waiver is gone', async () => {
    const world = await reviewsOverHttp(await databases.init(databaseId));
    const service = await world.addService('checkout');
    await world.give(service, 'test.owned', false);
    world.waivers.push({
      id: 'w1',
      service,
      checklist: 'production',
      control: 'owner',
      state: 'active',
      until: day('2026-05-01').getTime(),
    });
    const id = await world.approve(service);
    expect((await world.as('sam').review(id)).progress.drifted).toBe(0);
    world.waivers.length = 0;
    await world.reviews.refreshNow([service]);
    const { sections } = await world.as('sam').review(id);
    expect(sections[0].controls[0].drift).toContain('under a waiver');
  });
});
