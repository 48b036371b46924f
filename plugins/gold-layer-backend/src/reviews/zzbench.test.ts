import { TestDatabases } from '@backstage/backend-test-utils';
import { checklist, control } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(900_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

it.each(databases.eachSupportedId())('bench %s', async id => {
  const world = await reviewsOverHttp(await databases.init(id));
  const { database } = world;
  const some = (section: string) =>
    Array.from({ length: 25 }, (_, index) =>
      control(`${section}-${index}`, {
        rule: index % 2 ? 'facts.test.owned' : 'facts.test.secrets',
        blocking: index % 5 ? [] : ['critical'],
      }),
    );
  await world.putChecklist(
    checklist({ operations: some('o'), security: some('s') }),
  );
  const first = await world.addService('s-0');
  await world.give(first, 'test.owned', true);
  await world.give(first, 'test.secrets', true);
  const review = await world.approve(first);
  const N = Number(process.env.N ?? 10000);
  const row = await database('reviews').where({ id: review }).first();
  const service = await database('services').where({ ref: first }).first();
  const answers = await database('review_answers').where({ review_id: review });
  const roles = await database('review_roles').where({ review_id: review });
  let t = Date.now();
  for (let from = 1; from < N; from += 30) {
    const numbers = Array.from(
      { length: Math.min(30, N - from) },
      (_, i) => from + i,
    );
    const ref = (n: number) => `component:default/s-${n}`;
    await database('services').insert(
      numbers.map(n => ({ ...service, ref: ref(n), name: `s-${n}` })),
    );
    await database('service_entities').insert(
      numbers.map(n => ({ service_ref: ref(n), entity: '{"relations":[]}' })),
    );
    await database('service_owners').insert(
      numbers.map(n => ({ service_ref: ref(n), owner_ref: service.owner_ref })),
    );
    await database('reviews').insert(
      numbers.map(n => ({
        ...row,
        id: `r-${n}`,
        service_ref: ref(n),
        service_title: `s-${n}`,
      })),
    );
    await database('review_roles').insert(
      numbers.flatMap(n =>
        roles.map(each => ({ ...each, review_id: `r-${n}` })),
      ),
    );
    for (let i = 0; i < 30; i += 10) {
      const rows = numbers
        .slice(i, i + 10)
        .flatMap(n => answers.map(each => ({ ...each, review_id: `r-${n}` })));
      if (rows.length) await database.batchInsert('review_answers', rows, 200);
    }
    await database('facts').insert(
      numbers.flatMap(n =>
        ['test.owned', 'test.secrets'].map(fact => ({
          service_ref: ref(n),
          fact,
          value: 'true',
          source: 'test',
          collected_at: Date.parse('2026-03-02'),
          changed_at: 1,
        })),
      ),
    );
  }
  const out: string[] = [`fill ${Date.now() - t}`];
  const time = async (name: string, work: () => Promise<unknown>) => {
    t = Date.now();
    await work();
    out.push(`${name} ${Date.now() - t} ms`);
  };
  await time('all, nothing changed', () => world.watch());
  await world.give('component:default/s-77', 'test.owned', false);
  await time('one', () => world.reviews.refreshNow(['component:default/s-77']));
  await database('facts')
    .where('fact', 'test.secrets')
    .update({ value: 'false' });
  await time('all, half of controls changed', () => world.watch());
  await time('all again', () => world.watch());
  for (const q of [
    'sort=drift',
    'sort=drift&state=drifted',
    'sort=service&order=asc',
    'q=s-77',
    'owner=group:default/payments',
    'sort=validUntil&order=asc&state=approved',
  ])
    for (let i = 0; i < 2; i++)
      await time(`list ${q}`, () =>
        world.as('sam').get(`/reviews?${q}`).expect(200),
      );
  await time('one review', () => world.as('sam').review(review));
  await time('reviewers', () => world.as('sam').get('/reviewers'));
  await time('needs', () => world.as('sam').get('/review-needs'));
  const draft = await world.start(await world.addService('new'));
  for (let v = 0; v < 4; v++)
    await time('autosave', () =>
      world
        .as('ann')
        .put(`/reviews/${draft}/answers/o-3`, { version: v, note: `n${v}` })
        .expect(200),
    );
  process.stdout.write(`${id}\n${out.join('\n')}\n`);
});
