import { z } from 'zod';
import type { Sli } from '../../spec';
import type { ImportSpot } from './reporting';

const text = z.string({ error: 'a text' });
const query = z.strictObject(
  { metric: text },
  { error: 'an object with metric' },
);
const grouping = z.array(z.string(), { error: 'a list of labels' }).optional();

/** What a ServiceLevelObjective of Pyrra measures. */
export const indicatorSchema = z.strictObject(
  {
    ratio: z.strictObject({ errors: query, total: query, grouping }).optional(),
    latency: z
      .strictObject({ success: query, total: query, grouping })
      .optional(),
    latencyNative: z
      .strictObject({ total: query, latency: text, grouping })
      .optional(),
    bool_gauge: z.strictObject({ metric: text, grouping }).optional(),
    boolGauge: z.strictObject({ metric: text, grouping }).optional(),
  },
  { error: 'an object with ratio, latency, latencyNative or bool_gauge' },
);

type Indicator = z.infer<typeof indicatorSchema>;

/** The indicator in our words; undefined, with a note, where it cannot be carried. */
export function sliOf(indicator: Indicator, spot: ImportSpot): Sli | undefined {
  const of = (metric: string) => ({ type: 'prometheus', query: metric.trim() });
  const { ratio, latency, latencyNative } = indicator;
  const gauge = indicator.bool_gauge ?? indicator.boolGauge;
  if (ratio) {
    return {
      kind: 'ratio',
      counter: true,
      bad: of(ratio.errors.metric),
      total: of(ratio.total.metric),
    };
  }
  if (latency) {
    return {
      kind: 'ratio',
      counter: true,
      good: of(latency.success.metric),
      total: of(latency.total.metric),
    };
  }
  if (latencyNative) return nativeLatency(latencyNative, spot);
  if (gauge) {
    spot.note(
      [indicator.bool_gauge ? 'bool_gauge' : 'boolGauge'],
      'Became the share of series that are 1, read once a minute.',
      gauge.metric,
    );
    return {
      kind: 'ratio',
      counter: false,
      good: of(`sum(${gauge.metric.trim()})`),
      total: of(`count(${gauge.metric.trim()})`),
    };
  }
  spot.note([], 'Left out with its SLO: no indicator that is known.');
  return undefined;
}

const seconds: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };

function nativeLatency(
  { total, latency }: { total: { metric: string }; latency: string },
  spot: ImportSpot,
): Sli | undefined {
  const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(latency) ?? [];
  if (!unit) {
    spot.note(
      ['latencyNative', 'latency'],
      'Left out with its SLO: expected a duration such as 200ms or 1s.',
    );
    return undefined;
  }
  const bound = Number((Number(count) * seconds[unit]).toPrecision(12));
  const histogram = `sum(increase(${total.metric.trim()}[{{.window}}]))`;
  const all = `histogram_count(${histogram})`;
  spot.note(
    ['latencyNative'],
    'Became queries over the native histogram. Look at what they answer before you rely on them: they need a Prometheus that stores native histograms, and the number is an estimate within a bucket.',
    latency,
  );
  return {
    kind: 'ratio',
    counter: true,
    good: {
      type: 'prometheus',
      // Without traffic the fraction is no number; nothing is then good, of nothing.
      query: `(histogram_fraction(0, ${bound}, ${histogram}) * ${all} >= 0) or 0 * ${all}`,
    },
    total: { type: 'prometheus', query: all },
  };
}

/** Labels by which Pyrra makes an SLO each. */
export function groupsOf({
  ratio,
  latency,
  latencyNative,
  bool_gauge: snake,
  boolGauge,
}: Indicator): string[] | undefined {
  const groups = (ratio ?? latency ?? latencyNative ?? snake ?? boolGauge)
    ?.grouping;
  return groups?.length ? groups : undefined;
}
