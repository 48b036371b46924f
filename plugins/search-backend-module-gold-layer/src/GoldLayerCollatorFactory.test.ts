import { mockServices } from '@backstage/backend-test-utils';
import {
  goldLayerReviewReadPermission,
  GoldLayerClient,
  type SearchDocument,
} from '@gold-layer/backstage-plugin-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { GoldLayerCollatorFactory } from './GoldLayerCollatorFactory';

const base = 'http://portal.test/api/gold-layer';

const stored: SearchDocument[] = Array.from({ length: 201 }, (_, index) => ({
  id: `review-${String(index).padStart(3, '0')}`,
  title: `Production readiness of Service ${index}`,
  text: 'A restore was tested within 180 days',
  subject: `component:default/service-${index}`,
  subjectTitle: `Service ${index}`,
  state: 'in-review',
  people: ['user:default/ada'],
  updatedAt: '2026-11-20T09:00:00.000Z',
}));

const requests: { after: string | null; token: string | null }[] = [];
const server = setupServer(
  http.get(`${base}/search-documents/review`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const after = searchParams.get('after');
    requests.push({ after, token: request.headers.get('authorization') });
    const limit = Number(searchParams.get('limit'));
    const rest = stored.filter(({ id }) => after === null || id > after);
    return HttpResponse.json({ items: rest.slice(0, limit) });
  }),
);

function createFactory() {
  return GoldLayerCollatorFactory.create({
    auth: mockServices.auth(),
    client: new GoldLayerClient({
      discoveryApi: { getBaseUrl: async () => base },
      fetchApi: { fetch },
    }),
    kind: 'review',
    visibilityPermission: goldLayerReviewReadPermission,
    location: '/gold-layer/reviews/:id',
  });
}

describe('GoldLayerCollatorFactory', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => requests.splice(0));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  it('collects every page, each document with whom to ask about it', async () => {
    const documents = await (await createFactory().getCollator()).toArray();

    expect(documents).toHaveLength(201);
    expect(documents[200]).toMatchObject({
      title: 'Production readiness of Service 200',
      location: '/gold-layer/reviews/review-200',
      authorization: { resourceRef: 'component:default/service-200' },
    });
    expect(requests.map(({ after }) => after)).toEqual([null, 'review-199']);
    expect(requests.every(({ token }) => token?.startsWith('Bearer '))).toBe(
      true,
    );
  });

  it('fails as a whole when the backend does, so that the index keeps what it had', async () => {
    server.use(
      http.get(`${base}/search-documents/review`, () =>
        HttpResponse.json({ error: { message: 'down' } }, { status: 503 }),
      ),
    );
    const collator = await createFactory().getCollator();
    await expect(collator.toArray()).rejects.toThrow('503');
  });
});
