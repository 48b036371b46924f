import type { DataSource } from '../config/dataSource';
import { answerFailure } from './answerFailure';
import { PrometheusFailure } from './failure';
import { headersOf } from './headersOf';
import { createHttp, type AskHttp } from './http';
import { isConnectionCut, networkFailure } from './networkFailure';
import { readBody } from './readBody';
import { isObject, parseResult, type Series } from './result';
import { Semaphore } from './Semaphore';

/** What a query brought, with what Prometheus had to remark. */
export interface Answer {
  series: Series[];
  warnings: string[];
  /** The answer as it came, for people who look at queries. */
  text: string;
}

/** The moments of a range query, in seconds since 1970. */
export interface Range {
  start: number;
  end: number;
  step: number;
}

type Parameters = Record<string, string | string[]>;

/** Prometheus is told the deadline itself; a little longer we wait for its word that the time was up. */
const patienceOf = ({ timeout }: DataSource) =>
  timeout + Math.min(timeout, 5000);

/**
 * Asks one data source. Every failure is a PrometheusFailure that people can
 * read; only the caller's own calling off comes through as it is.
 */
export class PrometheusClient {
  readonly source: DataSource;
  readonly #http: AskHttp;
  readonly #headers: Record<string, string>;
  readonly #places: Semaphore;

  private constructor(source: DataSource, http: AskHttp) {
    this.source = source;
    this.#http = http;
    this.#headers = headersOf(source);
    this.#places = Semaphore.create(source.maxConcurrent);
  }

  static create(
    source: DataSource,
    options: { http?: AskHttp } = {},
  ): PrometheusClient {
    return new PrometheusClient(source, options.http ?? createHttp(source));
  }

  /** The series that a query has at one moment, in seconds since 1970; now if none is given. */
  async query(
    query: string,
    options: { signal: AbortSignal; at?: number },
  ): Promise<Answer> {
    const { at, signal } = options;
    const time = at !== undefined && { time: `${at}` };
    return this.#query('query', { query, ...time }, signal);
  }

  /** The series that a query has at each step of a range. */
  async queryRange(
    query: string,
    range: Range,
    options: { signal: AbortSignal },
  ): Promise<Answer> {
    const { start, end, step } = range;
    const times = { start: `${start}`, end: `${end}`, step: `${step}` };
    return this.#query('query_range', { query, ...times }, options.signal);
  }

  /** `data` of any other endpoint below `/api/v1`. */
  async get(
    path: string,
    parameters: Parameters,
    options: { signal: AbortSignal },
  ): Promise<unknown> {
    const { data } = await this.#ask(
      `${path}?${encode(parameters)}`,
      { method: 'GET' },
      options.signal,
    );
    return data;
  }

  /** Posted as a form: the address of a long query would be cut off somewhere on the way. */
  async #query(
    path: string,
    parameters: Parameters,
    signal: AbortSignal,
  ): Promise<Answer> {
    const timeout = `${this.source.timeout}ms`;
    const body = encode({ ...parameters, timeout });
    const question = { method: 'POST', body } as const;
    const { data, warnings, text } = await this.#ask(path, question, signal);
    return { series: parseResult(data, this.source.name), warnings, text };
  }

  async #ask(
    path: string,
    question: { method: 'GET' | 'POST'; body?: string },
    signal: AbortSignal,
  ) {
    return this.#places.run(signal, async () => {
      const deadline = AbortSignal.timeout(patienceOf(this.source));
      try {
        return await this.#exchange(path, {
          ...question,
          signal: AbortSignal.any([signal, deadline]),
        });
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof PrometheusFailure) throw error;
        throw this.#toFailure(error, deadline.aborted);
      }
    });
  }

  async #exchange(
    path: string,
    question: { method: 'GET' | 'POST'; body?: string; signal: AbortSignal },
  ) {
    const url = `${this.source.url}/api/v1/${path}`;
    const headers = {
      ...this.#headers,
      ...(question.body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
      }),
    };
    const send = async () => {
      const answer = await this.#http(url, { ...question, headers });
      const text = await readBody(answer.body, { source: this.source.name });
      return { ...answer, text };
    };
    const answer = await send().catch(error => {
      if (isConnectionCut(error)) return send();
      throw error;
    });
    return readEnvelope(answer, this.source.name);
  }

  #toFailure(error: unknown, late: boolean): PrometheusFailure {
    const { name, url } = this.source;
    return late
      ? PrometheusFailure.ofSource(
          `Prometheus '${name}' did not answer within ${patienceOf(this.source) / 1000} seconds.`,
        )
      : networkFailure(error, { source: name, host: new URL(url).host });
  }
}

/** Opens the envelope of the API: `status`, `data`, `warnings`, `infos`, or `errorType` and `error`. */
function readEnvelope(
  answer: { status: number; contentType: string; text: string },
  source: string,
): { data: unknown; warnings: string[]; text: string } {
  const { status, contentType, text } = answer;
  const json = parseJson(text);
  if (isObject(json) && json.status === 'success' && status < 300) {
    return { data: json.data, warnings: texts(json.warnings), text };
  }
  if (isObject(json) || status >= 300) {
    const error = isObject(json) ? json : {};
    const [message, type] = [error.error, error.errorType].map(it =>
      typeof it === 'string' ? it : undefined,
    );
    throw answerFailure({ status, message, type }, source);
  }
  throw PrometheusFailure.ofSource(
    contentType.includes('json')
      ? `The answer of Prometheus '${source}' broke off or is no JSON.`
      : `Prometheus '${source}' answers with a web page or something else that is not its API. Check url in goldLayer.prometheus.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function texts(found: unknown): string[] {
  return Array.isArray(found) ? found.map(String) : [];
}

function encode(parameters: Parameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, values]) =>
    [values].flat().map(value => [name, value]),
  );
  return new URLSearchParams(pairs).toString();
}
