import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import { exampleSlo, query } from '../rules/exampleSlos';

/** An SLO on the answers of one counter, of which those with code 500 are bad. */
export function sloOf(
  id: string,
  metric: string,
  others: { source?: string } & Partial<SloSpec> = {},
): SloSpec {
  const { source, ...changes } = others;
  return exampleSlo({
    id,
    sli: {
      kind: 'ratio',
      counter: true,
      bad: { ...query(`${metric}{code="500"}`), source },
      total: { ...query(metric), source },
    },
    ...changes,
  });
}
