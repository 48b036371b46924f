import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { ServiceChanges } from '../../services';
import type { EvaluationState } from './EvaluationState';

/** How scoring is doing. */
export interface EvaluationStatus {
  /** Services waiting to be scored again. */
  pending: number;
  /** When all services were last evaluated, from the first to the last. */
  lastFullAt?: Date;
  lastFullSeconds?: number;
  /** Services whose evaluation erred; they keep their last results. */
  failures: number;
  /** Why the latest of them erred. */
  error?: string;
}

/** Reads how scoring is doing. */
export async function evaluationStatus({
  changes,
  database,
  state,
}: {
  changes: ServiceChanges;
  database: Knex;
  state: EvaluationState;
}): Promise<EvaluationStatus> {
  const [pending, run, count, latest] = await Promise.all([
    changes.count(),
    state.run(),
    database('evaluation_failures')
      .count<{ count: number | string }>({ count: '*' })
      .first(),
    database('evaluation_failures')
      .orderBy('at', 'desc')
      .first<{ service_ref: string; error: string } | undefined>(),
  ]);
  return {
    pending,
    lastFullAt: run.finishedAt,
    lastFullSeconds: run.finishedAt ? run.workedMs / 1000 : undefined,
    failures: toNumber(count?.count),
    error: latest && `${latest.service_ref}: ${latest.error}`,
  };
}
