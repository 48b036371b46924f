import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('reviews on %s', databaseId => {
  async function setUp() {
    return reviewsOverHttp(await databases.init(databaseId));
  }

  async function withSix() {
    const world = await setUp();
    const { addService, clock, start } = world;
    const tiers = ['critical', 'standard', 'experimental'] as const;
    for (let index = 0; index < 6; index += 1) {
      const name = `open-${'fedcba'[index]}`;
      const owner = index % 2 ? 'group:default/shop' : 'group:default/payments';
      await addService(name, { tier: tiers[index % 3], owner });
      clock.now = new Date(`2026-03-0${index + 1}T09:00:00Z`);
      await start(`component:default/${name}`);
    }
    return world;
  }

  type World = Awaited<ReturnType<typeof setUp>>;

  /** Last letters of the services, page by page. */
  async function walk({ as }: World, query: string, name = 'ann') {
    const pages: string[] = [];
    let cursor = '';
    do {
      const { body } = await as(name)
        .get(`/reviews?limit=4&${query}${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      pages.push(
        body.items
          .map(({ service }: { service: string }) => service.slice(-1))
          .join(''),
      );
      cursor = body.pageInfo.nextCursor ?? '';
    } while (cursor);
    return pages.join(' ');
  }

  it('are listed in every order, filtered, page by page', async () => {
    const world = await withSix();
    expect(await walk(world, 'sort=service&order=asc')).toBe('abcd ef');
    expect(await walk(world, 'sort=service')).toBe('fedc ba');
    expect(await walk(world, 'sort=age')).toBe('abcd ef');
    expect(await walk(world, 'sort=updated&order=asc')).toBe('fedc ba');
    const byTier = await walk(world, 'sort=tier&order=asc');
    expect(byTier.replace(' ', '').slice(0, 2).split('').sort()).toEqual([
      'c',
      'f',
    ]);
    // Nothing is promised and nothing is valid yet: still every review comes once.
    for (const sort of ['promised', 'validUntil', 'drift']) {
      const all = await walk(world, `sort=${sort}`);
      expect(all.replace(' ', '').split('').sort().join('')).toBe('abcdef');
    }
    expect(await walk(world, 'sort=service&tier=standard')).toBe('eb');
    expect(await walk(world, 'sort=service&owner=group:default/shop')).toBe(
      'eca',
    );
    expect(await walk(world, 'q=open-d%20readiness')).toBe('d');
    expect(await walk(world, 'service=component:default/open-a')).toBe('a');
    expect(await walk(world, 'state=approved')).toBe('');
    expect(
      await walk(
        world,
        'state=open&purpose=production&tier=critical&sort=service',
      ),
    ).toBe('fc');
    expect(await walk(world, 'reviewer=me')).toBe('');
  });

  it('refuse what cannot be asked for, by name', async () => {
    const { as } = await withSix();
    const refused = async (path: string) =>
      (await as('ann').get(path).expect(400)).body.error.message;
    expect(await refused('/reviews?state=done')).toContain('query.state.0');
    expect(await refused('/reviews?cursor=abc')).toContain(
      'expected a value of pageInfo.nextCursor',
    );
    const { body } = await as('ann').get('/reviews?limit=2').expect(200);
    expect(
      await refused(`/reviews?sort=age&cursor=${body.pageInfo.nextCursor}`),
    ).toContain('given for other filters or another order');
    expect(await refused('/reviews/x')).toContain('path.id');
    const start = await as('ann')
      .post('/reviews', {
        service: 'component:default/open-a\0',
        checklist: 'production',
      })
      .expect(400);
    expect(start.body.error.message).toContain('U+0000');
    const unknown = await as('ann')
      .post('/reviews', { service: 'component:default/open-a', checklist: 'x' })
      .expect(404);
    expect(unknown.body.error.message).toBe(
      "No checklist is named 'x'; there are production",
    );
  });

  it('show each caller what they may see, and let them do what they may', async () => {
    const world = await withSix();
    const { addService, app, as, audit, denied, start } = world;
    const hidden = await start(await addService('vault'));
    expect(await walk(world, 'sort=service', 'guest')).toBe('fedc ba');
    await as('guest').get(`/reviews/${hidden}`).expect(404);
    await as('guest').get(`/reviews/${hidden}/log`).expect(404);

    denied.set('gold-layer.review.read', ['user:default/ned']);
    await as('ned').get('/reviews').expect(403);
    await as('ned').get('/reviewers').expect(403);
    await as('ned').get('/checklists').expect(403);

    denied.set('gold-layer.review.edit', ['user:default/sam']);
    const { may } = await as('sam').review(hidden);
    expect(may.answer).toEqual({
      allowed: false,
      reason: 'You need the permission gold-layer.review.edit on this service.',
    });
    const path = `/reviews/${hidden}/answers/pii`;
    await as('sam').put(path, { version: 0, answer: 'met' }).expect(403);
    await as('sam')
      .post('/reviews', {
        service: 'component:default/vault',
        checklist: 'production',
      })
      .expect(403);
    await request(app)
      .get('/reviews')
      .set('Authorization', mockCredentials.none.header())
      .expect(401);

    audit.length = 0;
    await as('ann').put(path, { version: 0, answer: 'met' }).expect(200);
    const { body } = await as('ann').get(`/reviews/${hidden}/log`).expect(200);
    expect(audit).toEqual([
      {
        eventId: 'review-answer',
        meta: { logHead: body.items.at(-1).hash },
      },
    ]);
  });

  it('of vanished services stay in the lists of those who had a part in them', async () => {
    const world = await setUp();
    const { addService, as, people, removeService, start, watch } = world;
    const service = await addService('hidden');
    const id = await start(service);
    await world.complete(id);
    await world.step('ann', id, 'submission');
    const listed = async () => {
      const { body } = await as('guest').get('/reviews').expect(200);
      return [body.totalItems, body.items.length];
    };
    const part = (assignee: string) =>
      world
        .database('review_roles')
        .where({ review_id: id, role: 'security' })
        .update({ assignee });

    // While the service is there, what the guest may see of services decides.
    await part('user:default/guest');
    expect(await listed()).toEqual([0, 0]);
    await removeService(service);
    await watch();
    expect(await listed()).toEqual([1, 1]);
    await as('guest').get(`/reviews/${id}`).expect(200);

    await part('user:default/kim');
    expect(await listed()).toEqual([0, 0]);
    await as('guest').get(`/reviews/${id}`).expect(404);
    people.groups.get('group:default/payments')?.push('user:default/guest');
    expect(await listed()).toEqual([1, 1]);
    await as('guest').get(`/reviews/${id}`).expect(200);
    people.groups.set('group:default/payments', []);
    await world
      .database('reviews')
      .where({ id })
      .update({ requested_by: 'user:default/guest' });
    expect(await listed()).toEqual([1, 1]);
  });

  it('go on after a restart between two keystrokes', async () => {
    const database = await databases.init(databaseId);
    const before = await reviewsOverHttp(database);
    const id = await before.start(await before.addService('checkout'));
    const path = `/reviews/${id}/answers/pii`;
    await before.as('ann').put(path, { version: 0, note: 'Half a sen' });
    const after = await reviewsOverHttp(database);
    const { body } = await after
      .as('ann')
      .put(path, { version: 1, note: 'Half a sentence.' })
      .expect(200);
    expect(body.control).toMatchObject({
      note: 'Half a sentence.',
      version: 2,
    });
  });

  it('are found by what they are about and what was written', async () => {
    const { addService, as, reviews, start } = await setUp();
    const id = await start(await addService('checkout'));
    await as('ann')
      .put(`/reviews/${id}/answers/pii`, { version: 0, note: 'Asked legal' })
      .expect(200);
    await as('bob')
      .post(`/reviews/${id}/comments`, { body: 'Ask @user:default/kim' })
      .expect(200);
    await start(await addService('ledger'));
    const [first] = await reviews.search.page({ after: undefined, limit: 1 });
    const rest = await reviews.search.page({ after: first.id, limit: 5 });
    expect(rest).toHaveLength(1);
    const found = [first, ...rest].find(each => each.id === id);
    expect(found).toMatchObject({
      title: 'Production readiness: checkout',
      subject: 'component:default/checkout',
      state: 'draft',
      people: ['user:default/ann', 'user:default/bob', 'user:default/kim'],
    });
    expect(found?.text.split('\n')).toEqual(
      expect.arrayContaining([
        'Asked legal',
        'Ask @user:default/kim',
        'Control pii',
      ]),
    );
  });

  it('tell who else is there', async () => {
    const { addService, as, clock, start } = await setUp();
    const id = await start(await addService('checkout'));
    const path = `/reviews/${id}/presence`;
    const alone = await as('ann').post(path, { control: 'pii' }).expect(200);
    expect(alone.body).toEqual({ items: [], version: 1 });
    const two = await as('bob').post(path, {}).expect(200);
    expect(two.body.items).toMatchObject([
      { person: { title: 'ann' }, control: 'pii' },
    ]);
    clock.now = new Date(clock.now.getTime() + 60_000);
    const gone = await as('bob').post(path, {}).expect(200);
    expect(gone.body.items).toEqual([]);
  });

  it('have checklists that say who decides and how many follow them', async () => {
    const { addService, as, approve, give, start } = await setUp();
    const service = await addService('checkout');
    await give(service, 'test.owned', true);
    await approve(service);
    await start(service);
    const listed = await as('ann').get('/checklists').expect(200);
    expect(listed.body.items).toMatchObject([
      { name: 'production', controls: 5, sections: 2, open: 1, approved: 1 },
    ]);
    const { body } = await as('ann').get('/checklists/production').expect(200);
    expect(body.signOff.critical).toEqual([
      { role: 'sre-lead', title: 'sre-lead' },
      { role: 'security', title: 'security' },
    ]);
    await as('ann').get('/checklists/nothing').expect(404);
  });
});
