import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { ServiceChanges, ServiceScope } from '../../services';
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

/** Reads how scoring is doing, as far as it speaks of the services in a scope. */
export async function evaluationStatus(
  scope: ServiceScope,
  {
    changes,
    database,
    state,
  }: {
    changes: ServiceChanges;
    database: Knex;
    state: EvaluationState;
  },
): Promise<EvaluationStatus> {
  const failures = (): Knex.QueryBuilder => {
    const rows = database('evaluation_failures as f');
    return scope.everything
      ? rows
      : scope.restrict(rows.join('services', 'services.ref', 'f.service_ref'));
  };
  const [pending, run, count, latest] = await Promise.all([
    changes.count(scope),
    state.run(),
    failures().count<{ count: number | string }>({ count: '*' }).first(),
    failures()
      .orderBy('f.at', 'desc')
      .first<{ service_ref: string; error: string } | undefined>(
        'f.service_ref',
        'f.error',
      ),
  ]);
  return {
    pending,
    lastFullAt: run.finishedAt,
    lastFullSeconds: run.finishedAt ? run.workedMs / 1000 : undefined,
    failures: toNumber(count?.count),
    error: latest && `${latest.service_ref}: ${latest.error}`,
  };
}
