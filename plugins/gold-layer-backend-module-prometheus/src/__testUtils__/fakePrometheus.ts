import { Readable } from 'stream';
import type { AskHttp } from '../client/http';

/** A question as it arrived: the endpoint below `/api/v1`, and its form. */
export interface Asked {
  path: string;
  form: Record<string, string>;
}

/** What the fake answers: series of a query (instant or range follows from the path), or a status with a body. */
export type Told =
  | {
      series: { metric: Record<string, string>; values: [number, string][] }[];
      warnings?: string[];
    }
  | { data: unknown }
  | { status: number; body: unknown };

/** Answers from memory, in the shapes of the API, and keeps what it was asked. */
export function fakePrometheus(tell: (asked: Asked) => Told): {
  http: AskHttp;
  asked: Asked[];
} {
  const asked: Asked[] = [];
  const http: AskHttp = async (url, { body }) => {
    const { pathname, search } = new URL(url);
    const question = {
      path: pathname.replace(/^.*\/api\/v1\//, ''),
      form: Object.fromEntries(new URLSearchParams(body ?? search)),
    };
    asked.push(question);
    const told = tell(question);
    const json = 'status' in told ? told.body : envelope(told, question);
    return {
      status: 'status' in told ? told.status : 200,
      contentType: 'application/json',
      body: Readable.from([Buffer.from(JSON.stringify(json))]),
    };
  };
  return { http, asked };
}

function envelope(told: Exclude<Told, { status: number }>, { path }: Asked) {
  if ('data' in told) return { status: 'success', data: told.data };
  const isRange = path === 'query_range';
  return {
    status: 'success',
    warnings: told.warnings,
    data: {
      resultType: isRange ? 'matrix' : 'vector',
      result: told.series.map(({ metric, values }) =>
        isRange ? { metric, values } : { metric, value: values[0] },
      ),
    },
  };
}
