import {
  mockCredentials,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  checkout,
  createAssessmentWorld,
  payments,
} from './__testUtils__/createAssessmentWorld';
import { careRubric, knownFacts } from './__testUtils__/careRubric';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

async function setUp(id: TestDatabaseId) {
  return createAssessmentWorld(await databases.init(id));
}

describe.each(databases.eachSupportedId())('assessments on %s', id => {
  it('are for people with a token and the permission', async () => {
    const { app, by } = await setUp(id);
    const none = mockCredentials.none.header();
    const bare = request(app).get('/assessments').set('Authorization', none);
    expect((await bare).status).toBe(401);
    for (const path of [
      '/assessments',
      '/rubrics',
      '/rubrics/care',
      '/assessment-portfolio?rubric=care',
    ]) {
      expect([path, (await by('nobody').get(path)).status]).toEqual([
        path,
        403,
      ]);
    }
    const start = { subject: checkout, rubric: 'care' };
    const started = await by('ann').post('/assessments', start);
    const path = `/assessments/${started.body.id}`;
    expect((await by('nobody').get(path)).status).toBe(404);
    expect((await by('reader').get(path)).body.mayEdit).toEqual({
      allowed: false,
      reason: expect.stringContaining('gold-layer.assessment.edit'),
    });
    const refused = await by('reader').post('/assessments', start);
    expect(refused.status).toBe(403);
    const hidden = await by('boss').post('/assessments', {
      subject: 'component:default/hidden',
      rubric: 'care',
    });
    for (const part of ['', '/comparison']) {
      const asked = `/assessments/${hidden.body.id}${part}`;
      expect((await by('ann').get(asked)).status).toBe(404);
    }
    const graded = await by('reader').put(`${path}/grades/docs`, {
      version: 0,
      grade: 1,
    });
    expect(graded.status).toBe(403);
  });

  it('refuse what makes no sense, saying what would', async () => {
    const { by } = await setUp(id);
    const ann = by('ann');
    const start = (subject: string, rubric: string) =>
      ann.post('/assessments', { subject, rubric });
    const messageOf = async (call: ReturnType<typeof start>) => {
      const { status, body } = await call;
      return [status, body.error.message];
    };
    expect(await messageOf(start(checkout, 'caring'))).toEqual([
      404,
      "No rubric is named 'caring'; there are care",
    ]);
    expect(await messageOf(start('checkout', 'care'))).toEqual([
      400,
      expect.stringContaining("found 'checkout'"),
    ]);
    expect(await messageOf(start('component:default/none', 'care'))).toEqual([
      404,
      expect.stringContaining('component:default/none'),
    ]);
    expect(await messageOf(start('group:default/none', 'care'))).toEqual([
      404,
      "No team found with ref 'group:default/none'",
    ]);
    expect(await messageOf(start('component:default/hidden', 'care'))).toEqual([
      404,
      expect.any(String),
    ]);
    const { body } = await start(checkout, 'care');
    const grade = (dimension: string, change: object) =>
      ann.put(`/assessments/${body.id}/grades/${dimension}`, change);
    expect(await messageOf(grade('docs', { version: 0, grade: 4 }))).toEqual([
      400,
      "body.grade: 'Documents' is graded 1 to 3, found 4",
    ]);
    expect(await messageOf(grade('style', { version: 0, grade: 1 }))).toEqual([
      404,
      "The rubric has no dimension 'style'; there are docs, tests",
    ]);
    expect(
      await messageOf(
        grade('docs', {
          version: 0,
          evidence: [{ title: 'x', url: 'data:text/html,x' }],
        }),
      ),
    ).toEqual([400, expect.stringContaining('body.evidence.0.url')]);
    expect(
      await messageOf(grade('docs', { version: 0, note: 'a\0b' })),
    ).toEqual([400, expect.stringContaining('U+0000')]);
    for (const [query, named] of [
      ['?rubric=care&sort=style', 'query.sort: expected one of score, subject'],
      ['', 'query.rubric'],
      ['?rubric=care&cursor=abc', 'query.cursor'],
    ]) {
      const called = ann.get(`/assessment-portfolio${query}`);
      expect(await messageOf(called)).toEqual([
        400,
        expect.stringContaining(named),
      ]);
    }
    expect(await messageOf(ann.get('/assessments?limit=0'))).toEqual([
      400,
      expect.stringContaining('query.limit'),
    ]);
  });

  it('go from a draft with suggestions to something that never changes', async () => {
    const world = await setUp(id);
    const { audit, by, clock, published } = world;
    await world.record(checkout, { 'care.docs': true, 'care.tests': 3 });
    const ann = by('ann');
    const start = { subject: 'Component:default/Checkout', rubric: 'care' };
    const started = (await ann.post('/assessments', start)).body;
    expect(started).toMatchObject({
      state: 'draft',
      graded: 0,
      dimensions: 2,
      highest: 6,
      subject: {
        ref: checkout,
        title: 'Checkout',
        tier: 'critical',
        exists: true,
        owner: { ref: payments, title: 'Payments' },
      },
      startedBy: { ref: 'user:default/ann', title: 'Ann' },
      mayEdit: { allowed: true },
    });
    expect(started.score).toBeUndefined();
    expect(started.gradings).toEqual([
      {
        dimension: 'docs',
        evidence: [],
        version: 0,
        suggestion: {
          grade: 2,
          reason: expect.stringMatching(/Documented.*Not “All” \(3\): .*Tests/),
        },
      },
      { dimension: 'tests', evidence: [], version: 0 },
    ]);
    const path = `/assessments/${started.id}`;
    const grade = async (dimension: string, change: object) =>
      (await ann.put(`${path}/grades/${dimension}`, change)).body;

    const early = await ann.post(`${path}/publication`, { version: 1 });
    expect([early.status, early.body.error.message]).toEqual([
      400,
      'Only a complete assessment can be published; not graded yet: Documents, Tests',
    ]);

    const url = 'https://wiki.example.com/docs';
    await grade('docs', {
      version: 0,
      grade: 3,
      note: 'All of it',
      evidence: [{ title: 'Wiki', url }],
    });
    const cleared = await grade('docs', { version: 1, grade: null });
    expect(cleared.graded).toBe(0);
    expect(cleared.gradings[0]).toMatchObject({
      note: 'All of it',
      version: 2,
    });
    await grade('docs', { version: 2, grade: 3 });
    const complete = await grade('tests', { version: 0, grade: 2 });
    expect(complete).toMatchObject({
      graded: 2,
      score: 5,
      band: { name: 'good', title: 'Good' },
      nextStep: 'Go on.',
      version: 5,
    });

    const stale = await ann.post(`${path}/publication`, { version: 4 });
    expect([stale.status, stale.body.error.message]).toEqual([
      409,
      expect.stringContaining("Ann changed 'Care' meanwhile"),
    ]);
    const done = await ann.post(`${path}/publication`, { version: 5 });
    expect(done.body).toMatchObject({
      state: 'published',
      score: 5,
      publishedBy: { title: 'Ann' },
      nextDue: '2026-12-15T12:00:00.000Z',
      overdue: false,
      mayEdit: { allowed: false, reason: expect.any(String) },
    });
    expect(published).toEqual([checkout]);

    // What it rested on may change; it does not.
    await world.record(checkout, { 'care.docs': false });
    clock.now = new Date('2026-12-15T12:00:00Z');
    const later = (await by('bob').get(path)).body;
    expect(later.gradings[0].suggestion.grade).toBe(2);
    expect(later).toMatchObject({ score: 5, overdue: true });
    const again = await ann.put(`${path}/grades/docs`, {
      version: 3,
      grade: 1,
    });
    expect(again.status).toBe(409);
    const discard = await ann.post(`${path}/discarding`, { version: 6 });
    expect(discard.status).toBe(409);
    expect(audit.filter(({ outcome }) => outcome === 'success')).toEqual(
      [
        'assessment-start',
        ...Array(4).fill('assessment-grade'),
        'assessment-publish',
      ].map(eventId => ({ eventId, outcome: 'success' })),
    );
  });

  it('are open once per subject and rubric, whoever starts and however many at once', async () => {
    const { by } = await setUp(id);
    const start = { subject: checkout, rubric: 'care' };
    const all = await Promise.all(
      ['ann', 'bob', 'boss'].map(name => by(name).post('/assessments', start)),
    );
    const ids = new Set(all.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    expect(all[0].body.gradings).toHaveLength(2);
  });

  it('lose no change: the second of two writers is told who was first', async () => {
    const { by } = await setUp(id);
    const start = { subject: checkout, rubric: 'care' };
    const { body } = await by('ann').post('/assessments', start);
    const path = `/assessments/${body.id}`;
    const write = (name: string, dimension: string, grade: number) =>
      by(name).put(`${path}/grades/${dimension}`, { version: 0, grade });
    const [ann, bob] = await Promise.all([
      write('ann', 'docs', 1),
      write('bob', 'tests', 3),
    ]);
    expect([ann.status, bob.status]).toEqual([200, 200]);
    const late = await write('bob', 'docs', 3);
    expect([late.status, late.body.error.message]).toEqual([
      409,
      expect.stringContaining("Ann changed 'Documents' meanwhile"),
    ]);
    expect((await by('ann').get(path)).body).toMatchObject({
      graded: 2,
      score: 4,
      band: { name: 'poor' },
    });
  });

  it('can be thrown away while they are drafts', async () => {
    const { by } = await setUp(id);
    const start = { subject: checkout, rubric: 'care' };
    const { body } = await by('ann').post('/assessments', start);
    const path = `/assessments/${body.id}`;
    const stale = await by('bob').post(`${path}/discarding`, { version: 0 });
    expect(stale.status).toBe(409);
    const gone = await by('bob').post(`${path}/discarding`, { version: 1 });
    expect(gone.body).toEqual({ discarded: true });
    expect((await by('ann').get(path)).status).toBe(404);
    const next = await by('ann').post('/assessments', start);
    expect(next.body.id).not.toBe(body.id);
  });

  it('of a team are filled in by its members, without suggestions', async () => {
    const { by, published } = await setUp(id);
    const start = { subject: payments, rubric: 'care' };
    const refused = await by('cy').post('/assessments', start);
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      expect.stringContaining('Only members of Payments'),
    ]);
    const { body } = await by('ann').post('/assessments', start);
    expect(body).toMatchObject({
      subject: { kind: 'team', ref: payments, title: 'Payments' },
      mayEdit: { allowed: true },
    });
    expect((await by('boss').post('/assessments', start)).body.id).toBe(
      body.id,
    );
    const seen = await by('cy').get(`/assessments/${body.id}`);
    expect(seen.body.mayEdit.allowed).toBe(false);
    const graded = await by('cy').put(`/assessments/${body.id}/grades/docs`, {
      version: 0,
      grade: 1,
    });
    expect(graded.status).toBe(403);
    expect(published).toEqual([]);
  });

  it('keep the version of the rubric they began with, whatever becomes of it', async () => {
    const world = await setUp(id);
    const { by, definitions, files } = world;
    const ann = by('ann');
    const start = { subject: checkout, rubric: 'care' };
    const { body } = await ann.post('/assessments', start);
    const path = `/assessments/${body.id}`;
    const put = async (...rubric: string[]) => {
      files.text = [knownFacts, ...rubric].join('\n---\n');
      await definitions.reload();
    };

    await put(careRubric({ version: '2.0.0', rule: 'facts.care.tests > 1' }));
    expect((await ann.get('/rubrics/care')).body.version).toBe('2.0.0');
    expect((await ann.get(path)).body.rubricVersion).toBe('1.0.0');

    await put(careRubric({ version: '3.0.0', lastGrade: 7 }));
    expect(definitions.quarantined()[0].reason).toContain(
      'expected 3, found 7',
    );
    expect((await ann.get('/rubrics/care')).body.version).toBe('2.0.0');

    await put();
    expect((await ann.get('/rubrics')).body.items).toEqual([]);
    await ann.put(`${path}/grades/docs`, { version: 0, grade: 3 });
    await ann.put(`${path}/grades/tests`, { version: 0, grade: 3 });
    const done = await ann.post(`${path}/publication`, { version: 3 });
    expect(done.body).toMatchObject({
      state: 'published',
      rubricVersion: '1.0.0',
      score: 6,
    });
    expect(done.body.rubricOf.dimensionsOf).toHaveLength(2);
  });

  it('stay readable when their subject has vanished', async () => {
    const world = await setUp(id);
    const { by } = world;
    const done = await world.assess(
      checkout,
      { docs: 1, tests: 1 },
      { as: 'ann' },
    );
    const start = { subject: checkout, rubric: 'care' };
    const draft = (await by('ann').post('/assessments', start)).body;
    await world.forget(checkout);
    for (const name of ['ann', 'boss']) {
      const { body } = await by(name).get(`/assessments/${done.id}`);
      expect(body.subject).toEqual({
        ref: checkout,
        kind: 'service',
        title: 'Checkout',
        exists: false,
      });
      const list = await by(name).get('/assessments');
      expect(list.body.totalItems).toBe(2);
    }
    expect((await by('bob').get(`/assessments/${done.id}`)).status).toBe(404);
    expect((await by('bob').get('/assessments')).body.items).toEqual([]);
    const write = await by('ann').put(`/assessments/${draft.id}/grades/docs`, {
      version: 0,
      grade: 1,
    });
    expect([write.status, write.body.error.message]).toEqual([
      409,
      expect.stringContaining('no longer in the catalog'),
    ]);
    const { body } = await by('ann').get(`/assessments/${draft.id}/comparison`);
    expect(body.series.map(({ name }: { name: string }) => name)).toEqual([
      'this',
      'last',
    ]);
    const path = `/assessments/${draft.id}/discarding`;
    const { version } = draft;
    expect((await by('bob').post(path, { version })).status).toBe(404);
    expect((await by('ann').post(path, { version })).status).toBe(200);
  });
});
