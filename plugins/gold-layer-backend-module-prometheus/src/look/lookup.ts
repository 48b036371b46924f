import { PrometheusFailure } from '../client/failure';
import type { PrometheusClient } from '../client/PrometheusClient';

const lookBackSeconds = 3600;

/** Where names are looked up, and within which time. */
export interface Lookup {
  client: PrometheusClient;
  start: string;
  end: string;
  signal: AbortSignal;
}

/** Looks up what had series within the last hour. */
export function lookupAt(
  client: PrometheusClient,
  { signal }: { signal: AbortSignal },
): Lookup {
  const now = Math.floor(Date.now() / 1000);
  return { client, start: `${now - lookBackSeconds}`, end: `${now}`, signal };
}

/** Names or values, as one of Prometheus' paths for metadata lists them. */
export async function textsOf(
  { client, start, end, signal }: Lookup,
  path: string,
  parameters: Record<string, string>,
): Promise<string[]> {
  const data = await client.get(
    path,
    { start, end, ...parameters },
    { signal },
  );
  if (!Array.isArray(data)) {
    throw PrometheusFailure.ofSource(
      `Prometheus '${client.source.name}' answers in a form that is not the API's.`,
    );
  }
  return data.map(String);
}
