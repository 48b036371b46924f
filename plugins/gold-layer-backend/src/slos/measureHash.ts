import {
  measuredText,
  type MeasuredPart,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import { hashOf, sortedJson } from './documents/store/hashes';

/** Name of the data source that answers a service where a query names none, by the type of data source. */
export type DefaultSource = (
  type: string,
  service: string,
) => string | undefined;

/** As sources tell it. Modules may still be adding to them. */
export function defaultSourceOf(sources: readonly SliSource[]): DefaultSource {
  return (type, service) =>
    sources
      .filter(({ types }) => types.includes(type))
      .map(source => defaultFor(source, service))
      .find(name => name !== undefined);
}

/** The data source of a source that answers a service where a query names none. */
export function defaultFor(
  source: SliSource,
  service: string,
): string | undefined {
  return source.dataSourcesOf
    ? source.dataSourcesOf(service).at(0)
    : source.dataSources?.find(({ isDefault }) => isDefault)?.name;
}

/**
 * Of what is measured, in whatever form it is written: comments and white space
 * in queries make no difference, nor does naming the data source that is asked
 * anyway.
 */
export function measureHash(
  spec: MeasuredPart & Pick<SloSpec, 'service'>,
  defaultSource: DefaultSource = () => undefined,
): string {
  return hashOf(
    measuredText(spec, ({ source, type }) =>
      source === defaultSource(type, spec.service) ? undefined : source,
    ),
  );
}

/**
 * As early versions of Gold Layer worked it out, letter by letter. What they
 * measured is known by this until it is measured anew.
 */
export function earlyMeasureHash(spec: MeasuredPart): string {
  const { method, timeSliceMinutes, timeSliceTarget } = spec;
  const sli = spec.sli.kind === 'pushed' ? { kind: 'pushed' } : spec.sli;
  return hashOf(sortedJson({ sli, method, timeSliceMinutes, timeSliceTarget }));
}
