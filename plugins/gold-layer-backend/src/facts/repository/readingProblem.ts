import { momentInWords } from '@gold-layer/backstage-plugin-common';
import { plainError } from '../collect/plainError';

/** Why a repository could not be read, told apart as far as readers tell. */
export interface ReadingProblem {
  kind: 'not-found' | 'refused' | 'limited' | 'unreachable' | 'other';
  /** For people: what happened, and what to do about it. */
  sentence: string;
  /** When it makes sense to try again. */
  retryAt?: Date;
}

/** Waiting time after "too many requests" where the forge names none: GitHub counts by the hour. */
const defaultPauseMs = 20 * 60_000;
const longestPauseMs = 6 * 3600_000;

const network =
  /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)\b/;

/** Makes sense of what a URL reader has thrown. Readers differ: some throw named errors, some put the status into the text. */
export function readingProblem(
  error: unknown,
  { url, now }: { url: string; now: Date },
): ReadingProblem {
  const { host } = new URL(url);
  const where = withoutQuery(url);
  const status = statusOf(error);
  const text = textOf(error);
  if (status === 429 || /rate.?limit|too many requests/i.test(text)) {
    const retryAt = retryAfter(error, now);
    return {
      kind: 'limited',
      sentence: `${host} answers no more requests for now (too many were made). Next try after ${momentInWords(retryAt.getTime())}; a token in integrations raises the limit.`,
      retryAt,
    };
  }
  if (nameOf(error) === 'NotFoundError' || status === 404) {
    return {
      kind: 'not-found',
      sentence: `There is no repository at ${where}, or the portal's token may not see it (404). Correct the entity's backstage.io/source-location or widen the token.`,
    };
  }
  if (nameOf(error) === 'NotAllowedError' && status === undefined) {
    return {
      kind: 'refused',
      sentence: `The portal is not set up to read from ${host}. Add it under integrations in app-config.yaml.`,
    };
  }
  if (status === 401 || status === 403) {
    return {
      kind: 'refused',
      sentence: `${host} refuses the portal access to ${where} (${status}). Check the token for ${host} under integrations in app-config.yaml.`,
    };
  }
  const code = network.exec(`${codeOf(error)} ${text}`)?.[1];
  if (code || (status !== undefined && status >= 500)) {
    return {
      kind: 'unreachable',
      sentence: `${host} could not be reached or is in trouble (${code ?? status}). The next run tries again.`,
    };
  }
  return {
    kind: 'other',
    sentence: `${where} could not be read: ${plainError(error)}`,
  };
}

function statusOf(error: unknown): number | undefined {
  for (const place of [error, propertyOf(error, 'response')]) {
    for (const key of ['statusCode', 'status']) {
      const status = propertyOf(place, key);
      if (typeof status === 'number') return status;
    }
  }
  const found = /(?:^|[\s,:(])([45]\d\d)(?=\s*$|[\s,):]+[A-Z(]|\))/.exec(
    textOf(error),
  );
  return found ? Number(found[1]) : undefined;
}

function retryAfter(error: unknown, now: Date): Date {
  const headers = propertyOf(propertyOf(error, 'response'), 'headers');
  const get = propertyOf(headers, 'get');
  const read = (name: string) =>
    typeof get === 'function' ? get.call(headers, name) : undefined;
  const after = read('retry-after');
  const reset = Number(read('x-ratelimit-reset'));
  let at = now.getTime() + defaultPauseMs;
  if (after && Number.isFinite(Number(after))) {
    at = now.getTime() + Number(after) * 1000;
  } else if (after && !Number.isNaN(Date.parse(after))) {
    at = Date.parse(after);
  } else if (reset > 0) {
    at = reset * 1000;
  }
  const latest = now.getTime() + longestPauseMs;
  return new Date(Math.min(Math.max(at, now.getTime() + 1000), latest));
}

function textOf(error: unknown): string {
  const cause = propertyOf(error, 'cause');
  const message = propertyOf(error, 'message');
  return `${typeof message === 'string' ? message : ''}${cause ? ` ${textOf(cause)}` : ''}`;
}

function nameOf(error: unknown): unknown {
  return propertyOf(error, 'name');
}

function codeOf(error: unknown): string {
  const code =
    propertyOf(error, 'code') ?? propertyOf(propertyOf(error, 'cause'), 'code');
  return typeof code === 'string' ? code : '';
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}

function withoutQuery(url: string): string {
  const shown = new URL(url);
  const path = shown.searchParams.get('path');
  return `${shown.origin}${shown.pathname}${path && path !== '/' ? path : ''}`;
}
