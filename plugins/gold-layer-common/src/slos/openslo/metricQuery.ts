import type { MetricQuery } from '../spec';
import { findQueryTraps, type BucketLookup } from './queryTraps';
import type { Entry, References, Spot } from './references';
import type { SliSpec } from './schema';

/** Type of data source whose numbers come over the API. */
export const pushedType = 'gold-layer-push';

/** What is known around an indicator. */
export interface SliContext {
  references: References;
  /** Notes a document that the SLO rests on. */
  uses(entry: Entry): void;
  bucketsOf?: BucketLookup;
  /** Type of a data source that is set up elsewhere. */
  sourceType?: (name: string) => string | undefined;
}

/** Where a number comes from. */
export type MetricSource = NonNullable<
  SliSpec['thresholdMetric']
>['metricSource'];

/** The type of a metric source, in lower case; undefined where nothing says it. */
export function typeOf(
  { type, metricSourceRef }: MetricSource,
  at: Spot,
  { references, uses, sourceType }: SliContext,
): string | undefined {
  if (type) return type.toLowerCase();
  if (!metricSourceRef) {
    at.findings.error(
      [...at.path, 'type'],
      'a type such as Prometheus, or metricSourceRef with the name of a DataSource',
    );
    return undefined;
  }
  const found = references.dataSource(metricSourceRef);
  if (found) uses(found.entry);
  const known = found?.data.spec.type ?? sourceType?.(metricSourceRef);
  if (!known) {
    at.findings.error(
      [...at.path, 'metricSourceRef'],
      'the name of a DataSource of this file, or a type such as Prometheus beside it',
    );
  }
  return known?.toLowerCase();
}

/** The query of a metric source; undefined, with findings, where there is none. */
export function readQuery(
  source: MetricSource,
  at: Spot,
  context: SliContext,
  { counter }: { counter?: boolean } = {},
): MetricQuery | undefined {
  const type = typeOf(source, at, context);
  const query = source.spec?.query;
  const path = [...at.path, 'spec', 'query'];
  if (typeof query !== 'string' || query.trim() === '') {
    at.findings.error(path, 'a query, as a text');
    return undefined;
  }
  if (query.length > 10_000) {
    at.findings.error(
      path,
      'at most 10000 characters',
      `${query.length} characters`,
    );
    return undefined;
  }
  if (!type) return undefined;
  if (type === 'prometheus') {
    const use = { counter, bucketsOf: context.bucketsOf };
    findQueryTraps(query, use, { path, findings: at.findings });
  }
  return {
    ...(source.metricSourceRef && { source: source.metricSourceRef }),
    type,
    query: query.trim(),
  };
}
