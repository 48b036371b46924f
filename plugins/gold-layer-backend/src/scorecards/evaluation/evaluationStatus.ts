import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { ServiceChanges, ServiceScope } from '../../services';
import type { EvaluationState } from './EvaluationState';
import type { ReplicaPrecedence } from './ReplicaPrecedence';

/** How scoring is doing. */
export interface EvaluationStatus {
  /** Services waiting to be scored again. */
  pending: number;
  /** When all services were last evaluated, from the first to the last. */
  lastFullAt?: Date;
  lastFullSeconds?: number;
  /** Services whose evaluation erred, or that have waited for it far too long; they keep their last results. */
  failures: number;
  /** Why this replica does not evaluate, or why the latest of them erred. */
  error?: string;
}

/** A service that changed is scored within seconds, when many did within a few minutes. */
const longestWaitMs = 10 * 60_000;

const stuckSentence =
  'Services have waited for more than ten minutes to be scored. The log of the backend says why.';

/** Reads how scoring is doing, as far as it speaks of the services in a scope. */
export async function evaluationStatus(
  scope: ServiceScope,
  {
    changes,
    database,
    precedence,
    state,
  }: {
    changes: ServiceChanges;
    database: Knex;
    precedence: Pick<ReplicaPrecedence, 'waiting'>;
    state: EvaluationState;
  },
): Promise<EvaluationStatus> {
  const failures = (): Knex.QueryBuilder => {
    const rows = database('evaluation_failures as f');
    return scope.everything
      ? rows
      : scope.restrict(rows.join('services', 'services.ref', 'f.service_ref'));
  };
  const stuckSince = Date.now() - longestWaitMs;
  const stuck: Knex.QueryBuilder = database('service_changes as w')
    .where('w.waiting_since', '<', stuckSince)
    .whereNotExists(
      database('evaluation_failures as f').whereRaw('f.service_ref = w.ref'),
    );
  if (!scope.everything) {
    scope.restrict(stuck.join('services', 'services.ref', 'w.ref'));
  }
  const [pending, run, count, latest, waiting, late] = await Promise.all([
    changes.count(scope),
    state.run(),
    failures().count<{ count: number | string }>({ count: '*' }).first(),
    failures()
      .orderBy('f.at', 'desc')
      .first<{ service_ref: string; error: string } | undefined>(
        'f.service_ref',
        'f.error',
      ),
    precedence.waiting(),
    stuck.count<{ count: number | string }>({ count: '*' }).first(),
  ]);
  const erred = latest && `${latest.service_ref}: ${latest.error}`;
  const stopped = toNumber(late?.count);
  return {
    pending,
    lastFullAt: run.finishedAt,
    lastFullSeconds: run.finishedAt ? run.workedMs / 1000 : undefined,
    failures: toNumber(count?.count) + stopped,
    error: waiting ?? (stopped > 0 ? stuckSentence : erred),
  };
}
