import { z } from 'zod';
import { promQuote } from '../prometheus/promql';

/** How a label is compared. */
export const matcherOps = ['=', '!=', '=~', '!~'] as const;

/** A condition on one label of a metric. */
export const labelMatcherSchema = z.strictObject({
  label: z
    .string()
    .regex(/^[a-zA-Z_]\w*$/, 'expected a name of letters, digits and _'),
  op: z.enum(matcherOps),
  value: z.string().max(1000),
});
/** A condition on one label of a metric. */
export type LabelMatcher = z.infer<typeof labelMatcherSchema>;

/** A selector of PromQL, such as `http_requests_total{job="x",code=~"5.."}`. */
export function selectorOf(
  metric: string,
  matchers: readonly LabelMatcher[],
): string {
  const inside = matchers
    .map(({ label, op, value }) => `${label}${op}${promQuote(value)}`)
    .join(',');
  return inside ? `${metric}{${inside}}` : metric;
}
