import type { MetricQuery, Sli, SloSpec } from '../spec';
import { fnv1a64 } from './hash';
import { promTokens } from './promql';

/** Fields of an SLO that say what is counted. */
export type MeasuredPart = Pick<
  SloSpec,
  'sli' | 'method' | 'timeSliceMinutes' | 'timeSliceTarget'
>;

/**
 * The pieces of a query in the order in which they stand, without comments and
 * white space: queries of the same pieces ask for the same.
 */
function solidPieces(query: string): string[] {
  return promTokens(query).flatMap(({ kind, text }) => {
    switch (kind) {
      case 'space':
        return [];
      case 'window':
        return ['$window'];
      case 'braces':
      case 'range':
        return [text[0], ...solidPieces(text.slice(1, -1)), text.slice(-1)];
      default:
        return [text];
    }
  });
}

/** What languages of other sources take for white space is not known here. */
function solidQuery({ type, query }: MetricQuery): string | string[] {
  return type === 'prometheus' ? solidPieces(query) : query;
}

function sliOf(sli: Sli, write: (query: MetricQuery) => unknown) {
  const { kind } = sli;
  switch (kind) {
    case 'ratio': {
      const { bad, counter, good, total } = sli;
      return {
        kind,
        counter,
        good: good && write(good),
        bad: bad && write(bad),
        total: write(total),
      };
    }
    case 'raw':
      return { kind, raw: write(sli.raw), rawType: sli.rawType };
    case 'threshold':
      return { kind, metric: write(sli.metric), op: sli.op, value: sli.value };
    default:
      // How often something is pushed says nothing about what is pushed.
      return { kind };
  }
}

/**
 * What an SLO counts, as a text that is the same however its queries are laid
 * out and commented. While it stays the same, what was counted before goes on
 * to tell the truth; the objective, the window and the alerts may change as
 * they like.
 *
 * @param sourceOf tells the data source of a query, in words that mean the same each time
 */
export function measuredText(
  slo: MeasuredPart,
  sourceOf: (query: MetricQuery) => string | undefined,
): string {
  const { method, sli, timeSliceMinutes, timeSliceTarget } = slo;
  const write = (query: MetricQuery) => ({
    type: query.type,
    source: sourceOf(query),
    query: solidQuery(query),
  });
  const measured = sliOf(sli, write);
  return JSON.stringify({
    measured,
    method,
    timeSliceMinutes,
    timeSliceTarget,
  });
}

/**
 * Tells what one SLO counts from what another state of its document counted:
 * recordings of rules with the same hash measure the same. The data source is
 * left out, as whoever reads the recordings has asked it.
 */
export function sliHash(slo: MeasuredPart): string {
  return fnv1a64(measuredText(slo, () => undefined));
}
