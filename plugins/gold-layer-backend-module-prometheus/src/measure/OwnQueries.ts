import type { SliMeasurement } from '@gold-layer/backstage-plugin-node';
import type { FailureKind } from '../client/failure';
import { PrometheusFailure } from '../client/failure';

/** How many SLOs may still be measured by queries of their own in this evaluation. */
export class OwnQueries {
  readonly most: number;
  #left: number;

  private constructor(most: number) {
    this.most = most;
    this.#left = most;
  }

  static create(most: number): OwnQueries {
    return new OwnQueries(most);
  }

  /** Takes one, if there is one left. */
  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** What failed, in the words of the contract. Anything else than a failure of Prometheus is thrown on. */
export function toFailed(
  slo: string,
  error: unknown,
  kind?: FailureKind,
): SliMeasurement {
  if (!(error instanceof PrometheusFailure)) throw error;
  return {
    slo,
    outcome: 'failed',
    kind: kind ?? error.kind,
    error: error.message,
    ...(error.code === 'unreadable' && { unreadable: true }),
  };
}
