import { TestDatabases } from '@backstage/backend-test-utils';
import { maxEvidenceBytes } from '@gold-layer/backstage-plugin-common';
import { checklist, control } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'on a bad day, on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      const id = await world.start(service);
      return { ...world, service, id };
    }

    it('two submit at once: one does, the other is told who was first', async () => {
      const { as, complete, id, people } = await setUp();
      await complete(id);
      people.groups.get('group:default/payments')?.push('user:default/bob');
      const { version } = await as('ann').review(id);
      const answers = await Promise.all(
        ['ann', 'bob'].map(name =>
          as(name).post(`/reviews/${id}/submission`, { version }),
        ),
      );
      const [first, second] = answers.sort((a, b) => a.status - b.status);
      expect([first.status, second.status]).toEqual([200, 409]);
      expect(second.body.error.message).toMatch(
        /changed since you looked: (ann|bob) submitted the review \(2026-03-02 09:00 UTC\)/,
      );
    });

    it('two answer the same control: nothing is lost, the later one sees both', async () => {
      const { as, id } = await setUp();
      const path = `/reviews/${id}/answers/dashboards`;
      const first = await as('ann')
        .put(path, { version: 0, answer: 'met', note: 'Grafana' })
        .expect(200);
      expect(first.body).toMatchObject({
        control: { version: 1, answer: 'met', source: 'person' },
        section: 'operations',
        progress: { answered: 2 },
        version: 2,
      });
      const { body } = await as('bob')
        .put(path, { version: 0, answer: 'not-met' })
        .expect(409);
      expect(body.error.message).toContain(
        `ann changed 'Control dashboards' at 2026-03-02 09:00 UTC: it is now met, with the note "Grafana"`,
      );
      const others = as('bob').put(`/reviews/${id}/answers/pii`, {
        version: 0,
        answer: 'partly',
      });
      await others.expect(200);
    });

    it('two start at once: one review begins', async () => {
      const { addService, as } = await setUp();
      const service = await addService('ledger');
      const answers = await Promise.all(
        ['ann', 'bob', 'sam'].map(name =>
          as(name).post('/reviews', { service, checklist: 'production' }),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 409, 409]);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.body.error.message).toContain('is under way already');
    });

    it('an approver leaves: what is undecided moves on, what was said stays', async () => {
      const { as, complete, id, people, step, told, watch } = await setUp();
      await complete(id);
      await step('ann', id, 'submission');
      await step('kim', id, 'decisions', {
        role: 'security',
        decision: 'approved',
      });
      told.length = 0;
      people.holding.set('sre-lead', ['user:default/sue']);
      people.holding.set('security', []);
      await watch();
      const { decisions, reviewers } = await as('sue').review(id);
      expect(decisions).toMatchObject([
        { role: 'sre-lead', assignee: { ref: 'user:default/sue' } },
        { role: 'security', decision: 'approved', by: { title: 'kim' } },
      ]);
      expect(reviewers.map(({ title }) => title)).toEqual(['sue', 'kim']);
      expect(told.map(({ to }) => to)).toEqual([['user:default/sue']]);
      const gone = await step('sam', id, 'decisions', {
        role: 'sre-lead',
        decision: 'approved',
      });
      expect(gone.status).toBe(403);
      const done = await step('sue', id, 'decisions', {
        role: 'sre-lead',
        decision: 'approved',
      });
      expect(done.body.state).toBe('approved');
    });

    it('nobody may decide: the review says why, and goes on when somebody may', async () => {
      const { as, complete, id, people, step, watch } = await setUp();
      people.holding.set('security', ['user:default/olga']);
      people.holding.delete('sre-lead');
      await complete(id);
      await step('ann', id, 'submission');
      const { decisions } = await as('ann').review(id);
      expect(decisions.map(({ problem }) => problem)).toEqual([
        'Nobody holds the role sre-lead; name its holders in a Roles document.',
        'Everybody who holds the role security asked for the review or belongs to the owning group.',
      ]);
      people.holding.set('sre-lead', ['user:default/sam']);
      await watch();
      const [lead] = (await as('ann').review(id)).decisions;
      expect(lead).toMatchObject({ assignee: { title: 'sam' } });
      expect(lead.problem).toBeUndefined();
    });

    it('the service disappears: its paperwork stays readable and stays as it is', async () => {
      const { as, id, removeService, service, watch } = await setUp();
      await removeService(service);
      await watch();
      const review = await as('ann').review(id);
      expect(review).toMatchObject({
        serviceExists: false,
        serviceTitle: 'checkout',
        may: { answer: { allowed: false } },
      });
      await as('guest').get(`/reviews/${id}`).expect(404);
      const { body } = await as('ann')
        .put(`/reviews/${id}/answers/pii`, { version: 0, answer: 'met' })
        .expect(409);
      expect(body.error.message).toContain('has left the catalog');
      const listed = await as('ann').get('/reviews').expect(200);
      expect(listed.body.items).toMatchObject([{ serviceExists: false }]);
      const hidden = await as('guest').get('/reviews').expect(200);
      expect(hidden.body.totalItems).toBe(0);
    });

    it('the service changes name and owner while open: the review follows', async () => {
      const { addService, as, database, id, service, watch } = await setUp();
      await addService('checkout', { owner: 'group:default/shop' });
      await database('services')
        .where({ ref: service })
        .update({ title: 'Checkout 2' });
      await watch();
      expect(await as('ann').review(id)).toMatchObject({
        serviceTitle: 'Checkout 2',
        owner: { ref: 'group:default/shop' },
        state: 'draft',
      });
    });

    it('the tier is raised during the review: those who decide for it now are asked', async () => {
      const { addService, as, complete, start, step, watch } = await setUp();
      const service = await addService('ledger', { tier: 'standard' });
      const id = await start(service);
      await complete(id);
      await step('ann', id, 'submission');
      await addService('ledger', { tier: 'critical' });
      await watch();
      const approve = { role: 'security', decision: 'approved' };
      const early = await step('kim', id, 'decisions', approve);
      expect(early.status).toBe(409);
      expect(early.body.error.message).toContain(
        'The tier was raised from standard to critical.',
      );
      await step('kim', id, 'change-requests', { comment: 'Submit anew.' });
      await watch();
      await step('ann', id, 'submission');
      const { decisions, tier } = await as('kim').review(id);
      expect(tier).toBe('critical');
      expect(decisions.map(({ role }) => role)).toEqual([
        'sre-lead',
        'security',
      ]);
    });

    it('the checklist is broken or gone: its pinned text goes on', async () => {
      const { as, complete, definitions, id, putChecklist } = await setUp();
      const broken = checklist({
        operations: [control('owner', { rule: 'facts.test.nonsense' })],
      });
      expect(() => definitions.put('Checklist', [broken])).toThrow(
        "No fact named 'test.nonsense'",
      );
      definitions.put('Checklist', []);
      await complete(id);
      const review = await as('ann').review(id);
      expect(review).toMatchObject({
        checklistGone: true,
        progress: { controls: 5, answered: 5 },
      });
      await as('ann')
        .post('/reviews', { service: 'component:default/x', checklist: 'a' })
        .expect(404);
      await putChecklist(checklist());
      expect((await as('ann').review(id)).checklistGone).toBe(false);
    });

    it('the checklist moves on: what changed is shown, and what applies is kept', async () => {
      const { as, complete, id, putChecklist, step } = await setUp();
      await complete(id);
      const next = checklist(
        {
          operations: [
            control('owner', { rule: 'facts.test.owned' }),
            control('runbook', { title: 'Control runbook, rehearsed' }),
            control('dashboards', { guidance: 'Look twice.' }),
            control('alerts'),
          ],
          security: [control('secrets', { evidence: 'none' })],
        },
        { version: '2.0.0' },
      );
      await putChecklist(next);
      expect((await as('ann').review(id)).upgradeTo).toBe('2.0.0');
      const { body } = await as('ann')
        .get(`/reviews/${id}/upgrade`)
        .expect(200);
      expect(body).toMatchObject({
        from: '1.0.0',
        to: '2.0.0',
        added: [{ control: 'alerts' }],
        removed: [{ control: 'pii', answered: true }],
      });
      const upgraded = await step('ann', id, 'upgrade');
      expect(upgraded.body).toMatchObject({
        checklistVersion: '2.0.0',
        progress: { controls: 5, answered: 2 },
      });
      const again = await step('ann', id, 'upgrade');
      expect(again.status).toBe(409);
    });

    it('a file is too large or not what it says: it is refused with what was found', async () => {
      const { as, id } = await setUp();
      const path = `/reviews/${id}/answers/runbook/evidence`;
      const file = (content: Buffer, mediaType = 'text/plain') => ({
        kind: 'file',
        title: 'Proof',
        file: {
          name: 'proof.txt',
          mediaType,
          content: content.toString('base64'),
        },
      });
      const large = await as('ann')
        .post(path, file(Buffer.alloc(6 * 1024 * 1024, 'a')))
        .expect(400);
      expect(large.body.error.message).toMatch(
        /at most 5 MB \(5242880 bytes\), found 6\.\d MB/,
      );
      const wrong = await as('ann')
        .post(path, file(Buffer.from('<script>'), 'image/png'))
        .expect(400);
      expect(wrong.body.error.message).toContain(
        "'proof.txt' is said to be image/png, but its content looks like plain text",
      );
      const { body } = await as('ann')
        .post(path, file(Buffer.alloc(maxEvidenceBytes, 'a')))
        .expect(200);
      const [evidence] = body.sections[0].controls[1].evidence;
      expect(evidence.file).toMatchObject({ size: maxEvidenceBytes });
      const download = await as('ann')
        .get(`/reviews/${id}/evidence/${evidence.id}/file`)
        .buffer(true)
        .expect(200);
      expect(download.headers).toMatchObject({
        'content-disposition': 'attachment; filename="proof.txt"',
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
      });
      expect(download.body).toHaveLength(maxEvidenceBytes);
      await as('ann').delete(`/reviews/${id}/evidence/${evidence.id}`);
      const log = await as('ann').get(`/reviews/${id}/log`).expect(200);
      expect(log.body.items.at(-1)).toMatchObject({
        event: 'evidence-removed',
        detail: { file: { sha256: evidence.file.sha256 } },
      });
    });

    it('300 controls are walked as five are', async () => {
      const { addService, as, putChecklist, start } = await setUp();
      const many = (section: string) =>
        Array.from({ length: 100 }, (_, index) =>
          control(`${section}-${index}`, { rule: 'facts.test.secrets' }),
        );
      await putChecklist(
        checklist({
          operations: many('o'),
          security: many('s'),
          more: many('m'),
        }),
      );
      const id = await start(await addService('ledger'));
      const { body } = await as('ann')
        .put(`/reviews/${id}/answers/m-99`, { version: 0, answer: 'met' })
        .expect(200);
      expect(body.progress).toMatchObject({ controls: 300, answered: 1 });
      expect((await as('ann').review(id)).sections).toHaveLength(3);
    });

    it('a draft is left for a year: it waits, with facts of today', async () => {
      const { as, clock, give, id, service, watch } = await setUp();
      await as('ann')
        .put(`/reviews/${id}/answers/pii`, { version: 0, note: 'Asked legal' })
        .expect(200);
      clock.now = new Date('2027-03-02T09:00:00Z');
      await give(service, 'test.owned', false);
      await watch();
      const review = await as('ann').review(id);
      expect(review.state).toBe('draft');
      expect(review.sections[0].controls[0].answer).toBe('not-met');
      expect(review.sections[1].controls[1].note).toBe('Asked legal');
    });

    it('a script in a comment stays text', async () => {
      const { as, id, told } = await setUp();
      const body =
        '<script>alert(1)</script> @user:default/Kim and @user:default/kim';
      const review = await as('ann').post(`/reviews/${id}/comments`, { body });
      expect(review.headers['content-type']).toContain('application/json');
      expect(review.body.comments).toMatchObject([
        { body, mentions: [{ ref: 'user:default/kim' }] },
      ]);
      expect(told).toMatchObject([{ to: ['user:default/kim'] }]);
    });

    it('a service without a tier may be drafted, not submitted', async () => {
      const { addService, complete, start, step } = await setUp();
      const id = await start(
        await addService('lost', { tier: 'unclassified' }),
      );
      await complete(id);
      const { body, status } = await step('ann', id, 'submission');
      expect(status).toBe(409);
      expect(body.error.message).toContain('the tier decides who signs');
    });
  },
);
