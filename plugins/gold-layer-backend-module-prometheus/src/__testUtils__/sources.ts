import { dataSourceSchema, type DataSource } from '../config/dataSource';
import type { AskHttp } from '../client/http';

/** A data source as the configuration would give it, with other keys on top. */
export function dataSource(
  others: Record<string, unknown> & { url?: string } = {},
): DataSource {
  return dataSourceSchema.parse({
    name: 'main',
    url: 'http://prometheus.test/prefix',
    ...others,
  });
}

/** Asks through the runtime's own fetch, where msw stands between. */
export const fetchHttp: AskHttp = async (url, question) => {
  const answer = await fetch(url, { ...question, redirect: 'manual' });
  async function* body() {
    if (answer.body) yield* answer.body;
  }
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    body: body(),
  };
};
