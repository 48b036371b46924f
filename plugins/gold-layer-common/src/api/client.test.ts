import { GoldLayerClient } from './client';

/** A backend that answers every request alike and remembers what it was asked. */
function answering(status: number, body: unknown) {
  const requests: { url: string; init?: RequestInit }[] = [];
  const client = new GoldLayerClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({ url: String(url), init });
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        return new Response(text, {
          status,
          headers: { 'Content-Type': 'application/json' },
        });
      },
    },
  });
  return { client, requests };
}

const page = { items: [], totalItems: 0, pageInfo: {} };

describe('GoldLayerClient', () => {
  it('writes filters into the query, each value of a list by itself', async () => {
    const { client, requests } = answering(200, page);
    const answer = await client.call('listServices', {
      q: 'pay & go',
      tier: ['critical', 'standard'],
      limit: 10,
      cursor: undefined,
    });
    expect(answer).toEqual(page);
    expect(requests).toMatchObject([
      {
        url: 'http://portal/api/gold-layer/services?q=pay+%26+go&tier=critical&tier=standard&limit=10',
        init: { method: 'GET', body: undefined },
      },
    ]);
  });

  it('writes names into the path, odd ones too', async () => {
    const { client } = answering(200, {});
    const url = await client.url('getServiceHistory', {
      kind: 'component',
      namespace: 'default',
      name: 'a/b',
      limit: 5,
    });
    expect(url).toBe(
      'http://portal/api/gold-layer/services/component/default/a%2Fb/history?limit=5',
    );
  });

  it('sends a body as JSON, with a token where one is given', async () => {
    const answer = {
      stored: 1,
      unchanged: 0,
      superseded: 0,
      rejected: 0,
      results: [{ index: 0, status: 'stored' }],
    };
    const { client, requests } = answering(200, answer);
    const items = [
      { service: 'component:default/a', fact: 'build.green', value: true },
    ];
    await client.call('pushFacts', { body: { items } }, { token: 'secret' });
    expect(requests[0].init).toMatchObject({
      method: 'POST',
      body: JSON.stringify({ items }),
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer secret',
      },
    });
  });

  it('answers text where the operation gives text', async () => {
    const { client } = answering(200, 'ref,name\r\n');
    expect(await client.call('exportServices', {})).toBe('ref,name\r\n');
  });

  it('leaves out what it does not know and refuses what is not in the contract', async () => {
    const newer = answering(200, { ...page, later: true });
    expect(await newer.client.call('listServices', {})).toEqual(page);
    const other = answering(200, { items: 'none' });
    await expect(other.client.call('listServices', {})).rejects.toThrow(
      'expected array',
    );
  });

  it('throws what the backend says when it refuses', async () => {
    const { client } = answering(404, {
      error: { name: 'NotFoundError', message: "No scorecard named 'x'" },
      response: { statusCode: 404 },
    });
    await expect(
      client.call('getScorecard', { name: 'x' }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      body: { error: { message: "No scorecard named 'x'" } },
    });
  });
});
