import type {
  SloHealth,
  SourceStatus,
  Status,
} from '@gold-layer/backstage-plugin-common';
import { version } from '../../package.json';
import type { Definitions } from '../definitions/Definitions';
import type { Caller } from '../http/serve';
import type { ProjectionState } from '../services/ServiceProjection';
import type { ServiceScope } from '../services/ServiceScope';

/** How scoring is doing. */
export interface EvaluationStatus {
  /** Services waiting to be scored again. */
  pending: number;
  lastFullAt?: Date;
  lastFullSeconds?: number;
  /** Services whose evaluation erred; they keep their last results. */
  failures: number;
  error?: string;
}

/** Puts the health of Gold Layer together. */
export async function statusOf(
  parts: {
    definitions: Pick<Definitions, 'list' | 'quarantined'>;
    projection: { state(scope: ServiceScope): Promise<ProjectionState> };
    sources: { list(scope: ServiceScope): Promise<SourceStatus[]> };
    evaluation(scope: ServiceScope): Promise<EvaluationStatus>;
    /** How SLOs are read and measured. */
    slos?(options: { credentials: Caller }): Promise<SloHealth>;
  },
  options: { credentials: Caller; scope: ServiceScope },
): Promise<Status> {
  const { definitions, projection } = parts;
  const { scope } = options;
  const [state, sources, evaluation, slos] = await Promise.all([
    projection.state(scope),
    parts.sources.list(scope),
    parts.evaluation(scope),
    parts.slos?.(options),
  ]);
  return {
    slos,
    version,
    catalog: catalogOf(state, scope),
    sources,
    definitions: definitions
      .list()
      .map(({ kind, name, title, origin, loadedAt, ...it }) => ({
        kind,
        name,
        title,
        version: it.version,
        origin,
        loadedAt: loadedAt.toISOString(),
      })),
    quarantined: definitions.quarantined(),
    evaluation: {
      ...evaluation,
      lastFullAt: evaluation.lastFullAt?.toISOString(),
    },
  };
}

/** What went wrong may name any entity: others are told no more than what it means for them. */
function catalogOf(
  { refused, ...state }: ProjectionState,
  scope: ServiceScope,
): Status['catalog'] {
  const error = scope.everything
    ? (state.error ?? refused)
    : refused &&
      'Some entities are missing here or out of date, because they could not be stored. Whoever may see every service is told which.';
  return { ...state, confirmedAt: state.confirmedAt?.toISOString(), error };
}
