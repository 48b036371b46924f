import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import type { PortfolioRow } from '@gold-layer/backstage-plugin-common';
import {
  checkout,
  createAssessmentWorld,
  payments,
} from '../__testUtils__/createAssessmentWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const service = (name: string) => `component:default/${name}`;

/** Checkout twice, ledger, search and the hidden one once; ads never; both teams once. */
async function setUp(id: TestDatabaseId) {
  const world = await createAssessmentWorld(await databases.init(id));
  const { assess, clock } = world;
  await assess(service('ledger'), { docs: 1, tests: 2 });
  const first = await assess(checkout, { docs: 1, tests: 1 });
  clock.now = new Date('2026-07-15T12:00:00Z');
  const second = await assess(checkout, { docs: 2, tests: 3 });
  await assess(service('search'), { docs: 3, tests: 1 });
  await assess(service('hidden'), { docs: 1, tests: 1 });
  await assess(payments, { docs: 2, tests: 2 });
  await assess('group:default/discovery', { docs: 3, tests: 3 });
  const named = (rows: PortfolioRow[]) =>
    rows.map(({ subject }) => subject.title);
  return { ...world, first, second, named };
}

describe.each(databases.eachSupportedId())('reading on %s', id => {
  it('shows the portfolio, weakest first, what was never assessed last', async () => {
    const { by, clock, named, second } = await setUp(id);
    clock.now = new Date('2026-12-20T12:00:00Z');
    const portfolio = async (query = '') =>
      (await by('ann').get(`/assessment-portfolio?rubric=care${query}`)).body;
    const all = await portfolio();
    expect(named(all.items)).toEqual(['Ledger', 'Search', 'Checkout', 'Ads']);
    expect(all.items[2]).toEqual({
      subject: {
        ref: checkout,
        kind: 'service',
        title: 'Checkout',
        exists: true,
        tier: 'critical',
        owner: { ref: payments, title: 'Payments' },
      },
      assessment: second.id,
      score: 5,
      band: 'good',
      publishedAt: '2026-07-15T12:00:00.000Z',
      nextDue: '2027-01-15T12:00:00.000Z',
      overdue: false,
      grades: { docs: 2, tests: 3 },
    });
    expect(all.totalItems).toBe(4);
    expect(all.summary).toEqual({
      subjects: 4,
      assessed: 3,
      overdue: 1,
      bands: [
        { band: 'poor', title: 'Poor', subjects: 2 },
        { band: 'good', title: 'Good', subjects: 1 },
      ],
      dimensions: [
        { dimension: 'docs', title: 'Documents', highest: 3, mean: 2, n: 3 },
        { dimension: 'tests', title: 'Tests', highest: 3, mean: 2, n: 3 },
      ],
      teams: [
        {
          team: { ref: 'group:default/discovery', title: 'Discovery' },
          assessed: 1,
          dimension: 'tests',
          mean: 1,
        },
        {
          team: { ref: payments, title: 'Payments' },
          assessed: 2,
          dimension: 'docs',
          mean: 1.5,
        },
      ],
    });
    for (const [query, names] of [
      ['&sort=tests', ['Search', 'Ledger', 'Checkout', 'Ads']],
      ['&sort=docs&order=desc', ['Search', 'Checkout', 'Ledger', 'Ads']],
      ['&sort=subject', ['Ads', 'Checkout', 'Ledger', 'Search']],
      ['&tier=critical', ['Search', 'Checkout']],
      [`&owner=${payments}`, ['Ledger', 'Checkout']],
      ['&q=led', ['Ledger']],
      [`&subject=${checkout}`, ['Checkout']],
      ['&kind=team', ['Payments', 'Discovery']],
      ['&kind=team&sort=subject', ['Discovery', 'Payments']],
      ['&kind=team&q=disc', ['Discovery']],
      ['&kind=team&tier=critical', []],
    ] as const) {
      expect([query, named((await portfolio(query)).items)]).toEqual([
        query,
        names,
      ]);
    }
  });

  it.each(['score', 'docs', 'tests', 'subject'])(
    'pages through the portfolio by %s without leaving out or doubling anything',
    async sort => {
      const { by, named } = await setUp(id);
      for (const order of ['asc', 'desc']) {
        const path = `/assessment-portfolio?rubric=care&sort=${sort}&order=${order}`;
        const whole = named((await by('boss').get(path)).body.items);
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const next: string = cursor ? `&cursor=${cursor}` : '';
          const { body } = await by('boss').get(`${path}&limit=1${next}`);
          found.push(...named(body.items));
          cursor = body.pageInfo.nextCursor;
        } while (cursor);
        expect(found).toEqual(whole);
        expect(new Set(found).size).toBe(5);
      }
    },
  );

  it('lists, filters and sorts assessments', async () => {
    const { by, clock, first } = await setUp(id);
    await by('ann').post('/assessments', { subject: checkout, rubric: 'care' });
    clock.now = new Date('2026-12-15T12:00:00Z');
    const titles = async (query: string) => {
      const { body } = await by('ann').get(`/assessments?${query}`);
      return body.items.map((item: PortfolioRow & { state: string }) =>
        [
          item.subject.title,
          item.state === 'draft' ? 'draft' : item.score,
        ].join(' '),
      );
    };
    for (const [query, names] of [
      ['state=draft', ['Checkout draft']],
      ['state=overdue', ['Ledger 3']],
      [
        `subject=${checkout}&sort=score&order=asc`,
        ['Checkout 2', 'Checkout 5', 'Checkout draft'],
      ],
      ['kind=team&sort=subject&order=asc', ['Discovery 6', 'Payments 4']],
      ['tier=important', ['Ledger 3']],
      [
        `owner=${payments}&state=published&sort=score`,
        ['Checkout 5', 'Payments 4', 'Ledger 3', 'Checkout 2'],
      ],
      ['q=SEARCH', ['Search 4']],
      ['rubric=none', []],
      [
        'sort=due&order=asc&state=published&kind=service',
        ['Ledger 3', 'Checkout 5', 'Search 4', 'Checkout 2'],
      ],
    ] as const) {
      const found = await titles(query);
      const tied = query.startsWith('sort=due');
      expect([query, tied ? found.sort() : found]).toEqual([
        query,
        tied ? [...names].sort() : names,
      ]);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await by('ann').get(
        `/assessments?sort=due&limit=2${cursor}`,
      );
      expect(body.totalItems).toBe(7);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.pageInfo.nextCursor
        ? `&cursor=${body.pageInfo.nextCursor}`
        : '';
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    // Only the latest of a subject falls due.
    const old = (await by('ann').get(`/assessments/${first.id}`)).body;
    expect(old).toMatchObject({ overdue: false });
    expect(old.nextDue).toBeUndefined();
    const { body } = await by('ann').get('/rubrics');
    expect(body.items).toEqual([
      expect.objectContaining({ published: 6, drafts: 1, overdue: 1 }),
    ]);
  });

  it('knows a service by its new name', async () => {
    const { by, forget, rename } = await setUp(id);
    await rename(checkout, 'Till');
    const titles = async () => {
      const { body } = await by('boss').get(
        '/assessments?kind=service&sort=subject&order=asc',
      );
      return body.items.map((item: PortfolioRow) => item.subject.title);
    };
    const sorted = ['Hidden', 'Ledger', 'Search', 'Till', 'Till'];
    expect(await titles()).toEqual(sorted);
    await forget(checkout);
    expect(await titles()).toEqual(sorted);
  });

  it('compares an assessment with the last, its team, its tier, and shows the trend', async () => {
    const { by, first, second } = await setUp(id);
    const { body } = await by('boss').get(
      `/assessments/${second.id}/comparison`,
    );
    expect(body.series).toEqual([
      {
        name: 'this',
        title: 'This assessment',
        n: 1,
        grades: { docs: 2, tests: 3 },
        score: 5,
      },
      {
        name: 'last',
        title: 'The one before',
        n: 1,
        grades: { docs: 1, tests: 1 },
        score: 2,
      },
      {
        name: 'team',
        title: 'Other services of Payments',
        n: 1,
        grades: { docs: 1, tests: 2 },
        score: 3,
      },
      {
        name: 'tier',
        title: 'Other critical services',
        n: 2,
        grades: { docs: 2, tests: 1 },
        score: 3,
      },
    ]);
    expect(body.trend).toEqual([
      {
        id: first.id,
        at: '2026-06-15T12:00:00.000Z',
        score: 2,
        band: 'poor',
        rubricVersion: '1.0.0',
      },
      expect.objectContaining({ id: second.id, score: 5, band: 'good' }),
    ]);
    const seen = await by('ann').get(`/assessments/${second.id}/comparison`);
    expect(seen.body.series.at(-1)).toMatchObject({ name: 'tier', n: 1 });
    const opened = await by('ann').get(`/assessments/${second.id}`);
    expect(opened.body).toMatchObject({
      previous: { id: first.id, score: 2 },
      gradings: [{ last: 1 }, { last: 1 }],
    });
    const team = await by('ann').post('/assessments', {
      subject: payments,
      rubric: 'care',
    });
    const ofTeam = await by('ann').get(
      `/assessments/${team.body.id}/comparison`,
    );
    expect(
      ofTeam.body.series.map(({ name }: { name: string }) => name),
    ).toEqual(['this', 'last', 'all']);
  });

  it('hands assessments to the search in pages', async () => {
    const { assessments } = await setUp(id);
    const page = await assessments.search.page({ after: undefined, limit: 4 });
    const rest = await assessments.search.page({
      after: page.at(-1)?.id,
      limit: 4,
    });
    expect([page.length, rest.length]).toEqual([4, 3]);
    expect([...page, ...rest].map(({ title }) => title)).toContain(
      'Care: Search',
    );
    expect(page[0].people).toEqual(['user:default/boss']);
  });
});
