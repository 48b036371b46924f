import {
  measuredText,
  type MeasuredPart,
} from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import { hashOf, sortedJson } from './documents/store/hashes';

/** Name of the data source that answers where a query names none, by the type of data source. */
export type DefaultSource = (type: string) => string | undefined;

/** As sources tell it. Modules may still be adding to them. */
export function defaultSourceOf(sources: readonly SliSource[]): DefaultSource {
  return type =>
    sources
      .filter(({ types }) => types.includes(type))
      .flatMap(({ dataSources = [] }) => dataSources)
      .find(({ isDefault }) => isDefault)?.name;
}

/**
 * Of what is measured, in whatever form it is written: comments and white space
 * in queries make no difference, nor does naming the data source that is asked
 * anyway.
 */
export function measureHash(
  spec: MeasuredPart,
  defaultSource: DefaultSource = () => undefined,
): string {
  return hashOf(
    measuredText(spec, ({ source, type }) =>
      source === defaultSource(type) ? undefined : source,
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
