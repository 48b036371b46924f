import type { ExpectedValue } from './promtool';

const total = 'gold_layer:sli_total:increase5m';
const bad = 'gold_layer:sli_bad:increase5m';
/** Share of bad events within a window. */
export const ratio = (window: string) => `gold_layer:sli_error:ratio${window}`;

/** What is recorded at a moment; what is left out must not be recorded at all. */
export function recorded(
  at: string,
  values: { total?: number; bad?: number; ratio?: number },
): ExpectedValue[] {
  return [
    { at, expr: total, value: values.total },
    { at, expr: bad, value: values.bad },
    { at, expr: `round(${ratio('5m')}, 0.0001)`, value: values.ratio },
  ];
}
