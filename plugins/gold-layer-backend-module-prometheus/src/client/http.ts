import { readFileSync } from 'fs';
import { InputError, toError } from '@backstage/errors';
import { Agent, request } from 'undici';
import type { DataSource } from '../config/dataSource';

/** One question as it goes over the wire. */
export interface HttpQuestion {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Its answer, with the body as it comes in. */
export interface HttpAnswer {
  status: number;
  contentType: string;
  body: AsyncIterable<Uint8Array>;
}

/** Asks over HTTP; rejects with the network's own error. Redirects are answers: credentials never follow them. */
export type AskHttp = (
  url: string,
  question: HttpQuestion,
) => Promise<HttpAnswer>;

/** Connections of one data source: kept open between questions, no more than questions are asked at a time. */
export function createHttp(source: DataSource): AskHttp {
  const dispatcher = new Agent({
    connections: source.maxConcurrent,
    keepAliveTimeout: 60_000,
    // The signal of each question is what ends it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: Math.min(source.timeout, 10_000),
      ...(source.tls && {
        ca: readAuthorities(source),
        rejectUnauthorized: source.tls.rejectUnauthorized,
      }),
    },
  });
  return async (url, { method, headers, body, signal }) => {
    const answer = await request(url, {
      method,
      headers,
      body,
      signal,
      dispatcher,
    });
    return {
      status: answer.statusCode,
      contentType: String(answer.headers['content-type'] ?? ''),
      body: answer.body,
    };
  };
}

function readAuthorities({ name, tls }: DataSource): string | undefined {
  if (!tls?.caFile) return undefined;
  try {
    return readFileSync(tls.caFile, 'utf8');
  } catch (error) {
    throw new InputError(
      `goldLayer.prometheus: tls.caFile of '${name}': expected a PEM file that can be read, found "${tls.caFile}": ${toError(error).message}`,
    );
  }
}
