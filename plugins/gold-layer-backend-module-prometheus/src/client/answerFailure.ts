import { PrometheusFailure } from './failure';

/** Messages of Prometheus, Thanos, Mimir and VictoriaMetrics that mean: too much at a time. */
const tooMuch =
  /exceed|too many|maximum resolution|limit|max-(chunks|series|samples)/i;

/** The same for: this is not even a query. */
const unreadable = /parse error|cannot parse|unable to parse/i;

/** The part of an answer that tells what went wrong. */
export interface AnsweredError {
  status: number;
  /** `error` of the answer's JSON, if it was JSON. */
  message?: string;
  /** `errorType` of the answer's JSON. */
  type?: string;
}

/** What an answer other than a good one means, in a sentence with the repair. */
export function answerFailure(
  { status, message, type }: AnsweredError,
  source: string,
): PrometheusFailure {
  const who = `Prometheus '${source}'`;
  const own = message && `: ${shorten(message)}`;
  if (status === 401 || status === 403) {
    return PrometheusFailure.ofSource(
      `${who} refused our credentials (${status}). Check bearerToken, basicAuth and tenant in goldLayer.prometheus.`,
    );
  }
  if (status === 404 || status === 405) {
    return PrometheusFailure.ofSource(
      `${who} does not offer its API there (${status}). Check the path prefix of url in goldLayer.prometheus.`,
      { code: 'absent' },
    );
  }
  if (status >= 300 && status < 400) {
    return PrometheusFailure.ofSource(
      `${who} sends us elsewhere (${status}), perhaps to a sign-in page. Set url in goldLayer.prometheus to where its API answers.`,
    );
  }
  if (status === 429) {
    return PrometheusFailure.ofSource(
      `${who} says that we ask too much (429)${own ?? ''}. Lower maxConcurrent in goldLayer.prometheus.`,
    );
  }
  if (type === 'timeout' || type === 'canceled' || status === 504) {
    return PrometheusFailure.ofSource(
      `${who} gave up on the query because it took too long (${status})${own ?? ''}.`,
    );
  }
  if (status === 400 || status === 422 || type === 'bad_data') {
    return refusedQuery(who, own, status);
  }
  return PrometheusFailure.ofSource(
    `${who} cannot answer now (${status})${own ?? ''}.`,
  );
}

function refusedQuery(
  who: string,
  own: string | undefined,
  status: number,
): PrometheusFailure {
  if (own === undefined) {
    return PrometheusFailure.ofSource(
      `${who} refuses the question (${status}) without a reason that we can read.`,
    );
  }
  if (unreadable.test(own)) {
    return PrometheusFailure.ofQuery(
      `${who} cannot read the query${own}.`,
      'unreadable',
    );
  }
  return tooMuch.test(own)
    ? PrometheusFailure.ofQuery(
        `${who} refuses the query because it asks for too much${own}.`,
        'limit',
      )
    : PrometheusFailure.ofQuery(`${who} cannot answer the query${own}.`);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\.$/, '').trim();
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}
