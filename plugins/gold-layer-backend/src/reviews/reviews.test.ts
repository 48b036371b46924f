import { TestDatabases } from '@backstage/backend-test-utils';
import { verifyReviewExport } from '@gold-layer/backstage-plugin-common';
import { checklist } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { sha256 } from './store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('reviews on %s', databaseId => {
  async function setUp() {
    const world = await reviewsOverHttp(await databases.init(databaseId));
    const service = await world.addService('checkout');
    await world.give(service, 'test.owned', true);
    return { ...world, service };
  }

  it('walks a review from its start to its approval', async () => {
    const world = await setUp();
    const { as, service, start, complete, step } = world;
    const id = await start(service);

    const draft = await as('ann').review(id);
    expect(draft).toMatchObject({
      state: 'draft',
      tier: 'critical',
      progress: { controls: 5, answered: 1, automatic: 1, blocking: 2 },
    });
    const [owner] = draft.sections[0].controls;
    expect(owner).toMatchObject({
      answer: 'met',
      source: 'automatic',
      automatic: { outcome: 'met', inputs: [{ fact: 'test.owned' }] },
    });

    const early = await step('ann', id, 'submission');
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('4 controls are unanswered');

    await complete(id);
    await step('ann', id, 'submission').then(({ status }) =>
      expect(status).toBe(200),
    );
    const submitted = await as('sam').review(id);
    expect(submitted).toMatchObject({
      state: 'submitted',
      promisedBy: '2026-03-04T09:00:00.000Z',
      decisions: [
        { role: 'sre-lead', assignee: { ref: 'user:default/sam' } },
        { role: 'security', assignee: { ref: 'user:default/kim' } },
      ],
      mayDecideFor: ['sre-lead'],
      maySign: ['operations'],
    });
    expect(world.told.flatMap(({ to }) => to)).toEqual([
      'user:default/sam',
      'user:default/kim',
    ]);

    const owns = await step('olga', id, 'decisions', {
      role: 'security',
      decision: 'approved',
    });
    expect(owns.status).toBe(403);
    expect(owns.body.error.message).toContain('belong to the group that owns');

    await step('sam', id, 'decisions', {
      role: 'sre-lead',
      decision: 'approved',
    }).then(({ status }) => expect(status).toBe(200));
    const last = await step('kim', id, 'decisions', {
      role: 'security',
      decision: 'conditionally-approved',
      conditions: [
        { title: 'Rotate keys', owner: 'user:default/ann', due: '2026-04-01' },
      ],
    });
    expect(last.body).toMatchObject({
      state: 'conditionally-approved',
      validUntil: '2027-03-02T09:00:00.000Z',
      conditions: [{ title: 'Rotate keys', overdue: false }],
      progress: { drifted: 0 },
    });

    const { body } = await as('ann').get(`/reviews/${id}/export`).expect(200);
    const verified = await verifyReviewExport(body, { sha256 });
    expect(verified.problems).toEqual([]);
    expect(body.snapshot.answers).toHaveLength(5);
  });

  it('of an experimental service is decided by its owner, even by who asked', async () => {
    const { addService, as, complete, start, step } = await setUp();
    const id = await start(await addService('toy', { tier: 'experimental' }));
    await complete(id);
    await step('ann', id, 'submission');
    const { decisions } = await as('ann').review(id);
    expect(decisions).toMatchObject([
      { role: 'owner', assignee: { ref: 'user:default/ann' } },
    ]);
    const done = await step('ann', id, 'decisions', {
      role: 'owner',
      decision: 'approved',
    });
    expect(done.body).toMatchObject({ state: 'approved' });
    expect(done.body.validUntil).toBeUndefined();
  });

  it('for any other team waits until somebody is asked', async () => {
    const world = await setUp();
    const { addService, as, complete, putChecklist, start, step } = world;
    const signOff = {
      critical: ['peer'],
      important: ['peer'],
      standard: ['peer'],
      experimental: ['owner'],
    };
    await putChecklist(checklist(undefined, { signOff }));
    const id = await start(await addService('ledger', { tier: 'standard' }));
    await complete(id);
    await step('ann', id, 'submission');
    const [peer] = (await as('ann').review(id)).decisions;
    expect(peer.assignee).toBeUndefined();
    expect(peer.problem).toContain('Anybody outside the owning group');

    const path = `/reviews/${id}/assignments`;
    const assign = (name: string) =>
      as('ann').post(path, { role: 'peer', person: `user:default/${name}` });
    const { body } = await assign('olga').expect(400);
    expect(body.error.message).toContain(
      "'user:default/olga' may not decide for 'peer' here",
    );
    await assign('zoe').expect(200);
    await world.watch();
    const [asked] = (await as('zoe').review(id)).decisions;
    expect(asked).toMatchObject({ assignee: { title: 'zoe' } });
    expect(asked.problem).toBeUndefined();
    const rejected = await step('zoe', id, 'decisions', {
      role: 'peer',
      decision: 'rejected',
    });
    expect(rejected.body.error.message).toContain('needs its reason');
    const done = await step('zoe', id, 'decisions', {
      role: 'peer',
      decision: 'rejected',
      comment: 'Not yet.',
    });
    expect(done.body.state).toBe('rejected');
    expect(world.told.at(-1)).toMatchObject({
      title: 'ledger: Production readiness was rejected',
      description: 'zoe: Not yet.',
      severity: 'high',
    });
  });

  it('takes evidence of every kind, and says what a kind needs', async () => {
    const { as, clock, service, start } = await setUp();
    const path = `/reviews/${await start(service)}/answers/runbook/evidence`;
    const add = (body: object) =>
      as('ann').post(path, { title: 'Proof', ...body });
    const refused = async (body: object) =>
      (await add(body).expect(400)).body.error.message;
    expect(await refused({ kind: 'link' })).toBe(
      "body.url: evidence of the kind 'link' needs it, found nothing",
    );
    expect(await refused({ kind: 'drill' })).toContain('body.date');
    // eslint-disable-next-line no-script-url
    const script = { kind: 'link', url: 'javascript:alert(1)' };
    expect(await refused(script)).toContain('body.url');
    expect(await refused({ kind: 'check', check: 'gold/none' })).toContain(
      "expected a check of 'component:default/checkout'",
    );
    expect(
      await refused({
        kind: 'drill',
        date: '2026-03-01',
        validUntil: '2026-02-01',
      }),
    ).toContain('expected a day not before 2026-03-01');

    await add({ kind: 'drill', date: '2026-03-01' }).expect(200);
    clock.now = new Date('2026-03-03T09:00:00Z');
    const { body } = await add({ kind: 'check', check: 'gold/owner' }).expect(
      200,
    );
    const { evidence } = body.sections[0].controls[1];
    expect(evidence).toMatchObject([
      { kind: 'drill', date: '2026-03-01' },
      { kind: 'check', snapshot: { state: 'pass', reason: 'Owned.' } },
    ]);
  });

  it('lets people confirm or dispute what facts say', async () => {
    const { as, service, start } = await setUp();
    const id = await start(service);
    const owner = `/reviews/${id}/answers/owner`;
    const confirmed = await as('ann')
      .put(owner, { version: 0, confirm: true })
      .expect(200);
    expect(confirmed.body.control).toMatchObject({
      source: 'automatic',
      confirmed: { by: { title: 'ann' } },
    });
    const disputed = await as('bob')
      .put(owner, { version: 1, dispute: 'The group is empty.' })
      .expect(200);
    expect(disputed.body).toMatchObject({
      control: { disputed: { comment: 'The group is empty.' } },
      progress: { answered: 0, blocking: 3 },
    });
    expect(disputed.body.control.answer).toBeUndefined();
    const { body } = await as('ann')
      .put(`/reviews/${id}/answers/pii`, { version: 0, confirm: true })
      .expect(400);
    expect(body.error.message).toContain('has no automatic answer');
  });

  it('can be withdrawn, and started anew', async () => {
    const { as, service, start, step } = await setUp();
    const id = await start(service);
    const gone = await step('ann', id, 'withdrawal', { comment: 'Later.' });
    expect(gone.body).toMatchObject({
      state: 'withdrawn',
      may: { answer: { allowed: false } },
    });
    expect(await start(service)).not.toBe(id);
    const again = await step('ann', id, 'submission');
    expect(again.status).toBe(409);
    await as('ann').get(`/reviews/${id}`).expect(200);
  });

  it('hears one person for one role only', async () => {
    const { as, complete, people, service, start, step } = await setUp();
    people.holding.set('security', ['user:default/kim', 'user:default/sam']);
    const id = await start(service);
    await complete(id);
    await step('ann', id, 'submission');
    const first = await step('sam', id, 'decisions', {
      role: 'sre-lead',
      decision: 'approved',
    });
    expect(first.status).toBe(200);
    expect(first.body.mayDecideFor).toEqual([]);

    const second = await step('sam', id, 'decisions', {
      role: 'security',
      decision: 'approved',
    });
    expect(second.status).toBe(403);
    expect(second.body.error.message).toMatch(/somebody else has to decide/);
    expect(await as('sam').review(id)).toMatchObject({ state: 'in-review' });
  });

  it('is not decided by whoever handed it in', async () => {
    const { as, complete, people, service, start, step } = await setUp();
    people.holding.set('sre-lead', ['user:default/sam', 'user:default/sue']);
    const id = await start(service);
    await complete(id);
    await step('sam', id, 'submission').then(({ status }) =>
      expect(status).toBe(200),
    );
    const { decisions } = await as('ann').review(id);
    expect(decisions[0].assignee).toMatchObject({ ref: 'user:default/sue' });
    const own = await step('sam', id, 'decisions', {
      role: 'sre-lead',
      decision: 'approved',
    });
    expect(own.status).toBe(403);
    expect(own.body.error.message).toContain('You handed this review in');
  });
});
