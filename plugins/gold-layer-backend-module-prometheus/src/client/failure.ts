/** Who has to repair it: `query` the author of the SLO, `source` whoever runs Prometheus or configured it. */
export type FailureKind = 'query' | 'source';

/**
 * `limit`: less at a time might work; `unreadable`: it is no PromQL, in a rule
 * as little as in a query; `absent`: this path is not offered.
 */
export type FailureCode = 'limit' | 'unreadable' | 'absent';

/**
 * What kept Prometheus from answering, as a sentence for people: without
 * credentials and without addresses that could hold some.
 */
export class PrometheusFailure extends Error {
  readonly kind: FailureKind;
  readonly code?: FailureCode;

  private constructor(
    message: string,
    options: { kind: FailureKind; code?: FailureCode; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'PrometheusFailure';
    this.kind = options.kind;
    this.code = options.code;
  }

  static ofQuery(
    message: string,
    code?: 'limit' | 'unreadable',
  ): PrometheusFailure {
    return new PrometheusFailure(message, { kind: 'query', code });
  }

  static ofSource(
    message: string,
    options: { code?: 'limit' | 'absent'; cause?: unknown } = {},
  ): PrometheusFailure {
    return new PrometheusFailure(message, { kind: 'source', ...options });
  }
}
