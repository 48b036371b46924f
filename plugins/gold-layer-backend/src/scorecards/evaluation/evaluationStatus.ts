import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import { onlyVisible, ServiceChanges, ServiceScope } from '../../services';
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
  const failures = () =>
    onlyVisible(database('evaluation_failures as f'), {
      scope,
      by: 'f.service_ref',
    });
  const [pending, run, count, latest, waiting, stuck] = await Promise.all([
    changes.count({ scope }),
    state.run(),
    failures().count<{ count: number | string }>({ count: '*' }).first(),
    failures()
      .orderBy('f.at', 'desc')
      .first<{ service_ref: string; error: string } | undefined>(
        'f.service_ref',
        'f.error',
      ),
    precedence.waiting(),
    changes.count({
      scope,
      waitingSince: new Date(Date.now() - longestWaitMs),
      except: database('evaluation_failures').select('service_ref'),
    }),
  ]);
  const erred = latest && `${latest.service_ref}: ${latest.error}`;
  return {
    pending,
    lastFullAt: run.finishedAt,
    lastFullSeconds: run.finishedAt ? run.workedMs / 1000 : undefined,
    failures: toNumber(count?.count) + stuck,
    error: waiting ?? (stuck > 0 ? stuckSentence : erred),
  };
}
