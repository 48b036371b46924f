import { ResponseError } from '@backstage/errors';

/** Why a call failed, in the words of whoever refused it. */
export interface Problem {
  kind:
    | 'forbidden'
    | 'not-found'
    | 'invalid'
    | 'conflict'
    | 'unreachable'
    | 'failed';
  message: string;
}

const kinds: Record<number, Problem['kind']> = {
  400: 'invalid',
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'invalid',
};

/**
 * What to tell a person about an error. A `ResponseError` says in its message
 * only that a request failed; the server's sentence lies in its body.
 */
export function toProblem(error: Error): Problem {
  if (error instanceof ResponseError || error.name === 'ResponseError') {
    const { body, statusCode } = error as ResponseError;
    return {
      kind: kinds[statusCode] ?? (statusCode >= 502 ? 'unreachable' : 'failed'),
      message: body?.error?.message || error.message,
    };
  }
  // `fetch` rejects with a TypeError when no answer came at all.
  if (error instanceof TypeError || error.name === 'TypeError') {
    return {
      kind: 'unreachable',
      message: 'The backend of the portal did not answer.',
    };
  }
  return { kind: 'failed', message: error.message };
}
