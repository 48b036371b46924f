import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Review,
  ReviewControl,
  verifyReviewExport,
} from '@gold-layer/backstage-plugin-common';
import { checklist, control } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { sha256 } from './store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const owner = control('owner', { rule: 'facts.test.owned' });
const secrets = control('secrets', { rule: 'facts.test.secrets' });
const plain = ['runbook', 'dashboards', 'drill', 'pii', 'backup'];
const asked = { operations: [owner, secrets, ...plain.map(id => control(id))] };
const later = '2027-01-15T09:00:00.000Z';

const controlsOf = ({ sections }: Review) =>
  new Map(
    sections.flatMap(each =>
      each.controls.map(it => [it.control, it] as const),
    ),
  );

describe.each(databases.eachSupportedId())(
  'carrying over on %s',
  databaseId => {
    /** A review whose controls ann answers as the test says, approved on 2 March 2026; then it is January 2027. */
    async function setUp(
      answers: Record<
        string,
        { answer?: string; note?: string; proof?: object }
      >,
      controls: Record<string, object[]> = asked,
    ) {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const { as, clock, give, putChecklist, start, step } = world;
      const signOff = { critical: ['sre-lead'], important: ['sre-lead'] };
      const put = (of: Record<string, object[]>, version: string) =>
        putChecklist(
          checklist(of, {
            version,
            signOff: {
              ...signOff,
              standard: ['sre-lead'],
              experimental: ['owner'],
            },
          }),
        );
      await put(controls, '1.0.0');
      const service = await world.addService('checkout');
      await give(service, 'test.owned', true);
      const before = await start(service);
      for (const [id, { proof, answer = 'met', note }] of Object.entries(
        answers,
      )) {
        const path = `/reviews/${before}/answers/${id}`;
        const body = { version: 0, answer, note };
        await as('ann').put(path, body).expect(200);
        if (!proof) continue;
        const add = { title: 'Proof', ...proof };
        await as('bob').post(`${path}/evidence`, add).expect(200);
      }
      // What the test does not care about.
      await world.complete(before);
      await step('ann', before, 'submission');
      const role = { role: 'sre-lead', decision: 'approved' };
      expect((await step('sam', before, 'decisions', role)).body.state).toBe(
        'approved',
      );
      clock.now = new Date(later);
      const again = async () => {
        const id = await start(service);
        const review = await as('ann').review(id);
        const log = await as('ann').get(`/reviews/${id}/log`).expect(200);
        return {
          id,
          review,
          controls: controlsOf(review),
          log: log.body.items,
        };
      };
      return { ...world, again, before, put, service };
    }

    const answered = (controls: Map<string, ReviewControl>) =>
      [...controls.values()].flatMap(it => (it.carriedFrom ? it.control : []));

    it('keeps what people said, whose word it is and from when', async () => {
      const { again, as, before, step } = await setUp({
        runbook: {
          note: 'In the handbook',
          proof: { kind: 'link', url: 'https://example.com/runbook' },
        },
        dashboards: { answer: 'partly' },
        pii: { answer: 'not-applicable', note: 'Holds none.' },
        drill: { answer: 'not-met' },
      });
      const { controls, id, log, review } = await again();

      const carriedFrom = { review: before, at: '2026-03-02T09:00:00.000Z' };
      const ann = { ref: 'user:default/ann', title: 'ann' };
      const then = { updatedBy: ann, updatedAt: '2026-03-02T09:00:00.000Z' };
      expect(controls.get('runbook')).toMatchObject({
        answer: 'met',
        source: 'evidence',
        note: 'In the handbook',
        carriedFrom,
        ...then,
        evidence: [
          {
            url: 'https://example.com/runbook',
            addedBy: { title: 'bob' },
            addedAt: '2026-03-02T09:00:00.000Z',
          },
        ],
      });
      expect(controls.get('dashboards')).toMatchObject({
        answer: 'partly',
        carriedFrom,
        ...then,
      });
      expect(controls.get('pii')).toMatchObject({
        answer: 'not-applicable',
        note: 'Holds none.',
        carriedFrom,
      });
      expect(controls.get('drill')).not.toHaveProperty('answer');
      expect(controls.get('owner')).toMatchObject({ source: 'automatic' });
      expect(controls.get('owner')).not.toHaveProperty('carriedFrom');
      expect(review.progress).toMatchObject({ answered: 6, automatic: 1 });
      expect(review.sections[0].signOff).toBeUndefined();

      expect(log).toHaveLength(1);
      expect(log[0]).toMatchObject({
        event: 'started',
        text: 'ann started the review; 1 of 7 controls were answered from facts and 5 carried over from the review of 2 March 2026',
        detail: {
          answeredFromFacts: ['owner'],
          carriedOver: { review: before, decidedAt: carriedFrom.at },
        },
      });
      expect(log[0].detail.carriedOver.controls[1]).toMatchObject({
        control: 'runbook',
        answer: 'met',
        by: ann.ref,
        at: carriedFrom.at,
        givenIn: before,
        evidence: [{ title: 'Proof' }],
      });

      // Whoever changes it now speaks for themselves.
      const changed = await as('bob')
        .put(`/reviews/${id}/answers/runbook`, { version: 1, note: 'Moved' })
        .expect(200);
      expect(changed.body.control).toMatchObject({
        answer: 'met',
        updatedBy: { title: 'bob' },
      });
      expect(changed.body.control).not.toHaveProperty('carriedFrom');

      // The third review still names the one in which the answer was given.
      await as('ann').put(`/reviews/${id}/answers/drill`, {
        version: 0,
        answer: 'met',
      });
      await step('ann', id, 'submission');
      await step('sam', id, 'decisions', {
        role: 'sre-lead',
        decision: 'approved',
      });
      const third = await again();
      expect(third.controls.get('dashboards')?.carriedFrom).toEqual(
        carriedFrom,
      );
      expect(third.controls.get('runbook')?.carriedFrom?.review).toBe(id);
      const { body } = await as('ann').get(`/reviews/${third.id}/export`);
      const verified = await verifyReviewExport(body, { sha256 });
      expect(verified.problems).toEqual([]);
    });

    it('gives the new review its own copies of files', async () => {
      const content = Buffer.from('Restored in 14 minutes.');
      const file = {
        name: 'restore.txt',
        mediaType: 'text/plain',
        content: content.toString('base64'),
      };
      const proof = { kind: 'file', file };
      const { again, as, before } = await setUp({
        backup: { proof },
        drill: { proof },
      });
      const { controls, id, log } = await again();
      const old = controlsOf(await as('ann').review(before));
      for (const name of ['backup', 'drill']) {
        const [copy] = controls.get(name)?.evidence ?? [];
        const [first] = old.get(name)?.evidence ?? [];
        expect(copy).toEqual({ ...first, id: copy.id });
        expect(copy.id).not.toBe(first.id);
        expect(copy.file?.sha256).toBe(sha256(content));
        const path = `/reviews/${id}/evidence/${copy.id}`;
        const { body } = await as('ann').get(`${path}/file`).expect(200);
        expect(body).toEqual(content);
        // Removing it here leaves it with the approval that rests on it.
        await as('ann').delete(path).expect(200);
        await as('ann')
          .get(`/reviews/${before}/evidence/${first.id}/file`)
          .expect(200);
      }
      const { controls: listed } = log[0].detail.carriedOver;
      expect(JSON.stringify(listed)).toContain(sha256(content));
    });

    it('leaves what has run out, and of evidence what still holds', async () => {
      const half = { validFor: 'P6M' };
      const link = { kind: 'link', url: 'https://example.com' };
      const { again, as, before, clock } = await setUp(
        {
          runbook: {},
          dashboards: {},
          drill: { proof: { ...link, validUntil: '2026-12-31' } },
          pii: { proof: { ...link, validUntil: '2026-12-31' } },
          backup: { proof: { kind: 'drill', date: '2026-03-01' } },
        },
        {
          operations: [
            owner,
            control('runbook', half),
            control('dashboards', { validFor: 'P12M' }),
            control('drill'),
            control('pii'),
            control('backup', half),
          ],
        },
      );
      clock.now = new Date('2026-06-01T09:00:00Z');
      await as('ann')
        .post(`/reviews/${before}/answers/pii/evidence`, {
          ...link,
          title: 'New',
        })
        .expect(200);
      clock.now = new Date(later);
      const { controls } = await again();
      expect(answered(controls)).toEqual(['dashboards', 'pii']);
      expect(controls.get('dashboards')?.validUntil).toBe(
        '2027-03-02T09:00:00.000Z',
      );
      expect(controls.get('pii')?.evidence).toMatchObject([{ title: 'New' }]);
      for (const gone of ['runbook', 'drill', 'backup']) {
        expect(controls.get(gone)).toMatchObject({ version: 0, evidence: [] });
        expect(controls.get(gone)).not.toHaveProperty('answer');
      }
    });

    it('leaves what is asked differently now, and what facts answer', async () => {
      const { again, give, put, service } = await setUp({
        secrets: {},
        runbook: { note: 'Still there' },
        backup: { proof: { kind: 'link', url: 'https://example.com' } },
        drill: {},
      });
      await give(service, 'test.secrets', false);
      await put(
        {
          operations: [
            secrets,
            control('runbook', { guidance: 'Look closer.' }),
            control('dashboards', { title: 'Asks something else' }),
            control('pii', { rule: 'facts.test.owned == false' }),
            control('drill', { validFor: 'P6M' }),
            control('backup', { validFor: 'P12M' }),
            control('chaos'),
          ],
        },
        '1.1.0',
      );
      const { controls, log } = await again();
      expect(answered(controls)).toEqual(['runbook', 'backup']);
      // Asked to last a year now, and so it does from when it was shown.
      expect(controls.get('backup')?.evidence).toMatchObject([
        { validUntil: '2027-03-02' },
      ]);
      expect(controls.get('secrets')).toMatchObject({
        answer: 'not-met',
        source: 'automatic',
        version: 0,
      });
      expect(controls.get('chaos')).not.toHaveProperty('answer');
      expect(log[0].text).toContain(
        '2 of 7 controls were answered from facts and 2 carried over',
      );
    });

    it('counts only approvals, whatever has become of them', async () => {
      const { again, database, before, step } = await setUp({});
      for (const state of [
        'conditionally-approved',
        'expired',
        'revalidation-required',
        'superseded',
        'rejected',
      ]) {
        await database('reviews').where({ id: before }).update({ state });
        const { controls, id, log } = await again();
        expect(answered(controls)).toHaveLength(state === 'rejected' ? 0 : 6);
        expect('carriedOver' in log[0].detail).toBe(state !== 'rejected');
        await step('ann', id, 'withdrawal', { comment: 'Again.' });
      }
      // Nor is there anything from other services or checklists.
      await database('reviews')
        .where({ id: before })
        .update({ state: 'approved', checklist: 'another' });
      const { controls, log } = await again();
      expect(answered(controls)).toEqual([]);
      expect(log[0].text).toBe(
        'ann started the review; 1 of 7 controls were answered from facts',
      );
    });
  },
);
