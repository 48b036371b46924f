import type {
  SloHealth,
  SourceStatus,
  Status,
} from '@gold-layer/backstage-plugin-common';
import { version } from '../../package.json';
import type { Definitions } from '../definitions/Definitions';
import type { Caller } from '../http/serve';
import type { ProjectionState } from '../services/ServiceProjection';

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
    projection: { state(): Promise<ProjectionState> };
    sources: { list(): Promise<SourceStatus[]> };
    evaluation(): Promise<EvaluationStatus>;
    /** How SLOs are read and measured. */
    slos?(options: { credentials: Caller }): Promise<SloHealth>;
  },
  options: { credentials: Caller },
): Promise<Status> {
  const { definitions, projection } = parts;
  const [catalog, sources, evaluation, slos] = await Promise.all([
    projection.state(),
    parts.sources.list(),
    parts.evaluation(),
    parts.slos?.(options),
  ]);
  return {
    slos,
    version,
    catalog: { ...catalog, confirmedAt: catalog.confirmedAt?.toISOString() },
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
