import type { DataSource } from '../config/dataSource';

/** Headers of every question to a data source: who asks, for whom, and what else is configured. */
export function headersOf(source: DataSource): Record<string, string> {
  const { tenant, tenantHeader, bearerToken, basicAuth, headers } = source;
  return {
    accept: 'application/json',
    'user-agent': 'gold-layer',
    ...(tenant !== undefined && { [tenantHeader.toLowerCase()]: tenant }),
    ...(basicAuth && {
      authorization: `Basic ${Buffer.from(
        `${basicAuth.username}:${basicAuth.password}`,
      ).toString('base64')}`,
    }),
    ...(bearerToken && { authorization: `Bearer ${bearerToken}` }),
    ...headers,
  };
}
