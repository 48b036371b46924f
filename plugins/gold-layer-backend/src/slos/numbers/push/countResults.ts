import type { PushResults } from '@gold-layer/backstage-plugin-common';

/** What became of one item of a push. */
export interface ItemResult {
  outcome: 'accepted' | 'unchanged' | 'refused';
  reason?: string;
}

/** The answer to a push: what became of each item, in order, and how many of each. */
export function countResults(results: readonly ItemResult[]): PushResults {
  const counts = { accepted: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return {
    ...counts,
    items: results.map(({ outcome, reason }, index) => ({
      index,
      outcome,
      reason,
    })),
  };
}
