import {
  goldRecommendation,
  ServiceRecord,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';

/** The one fact that the answer to "should this be Gold?" rests on beside the service's record. */
export const exhaustionsFact = 'slo.budget.exhaustionsThisQuarter';

/** A service whose answer may have changed with that fact. */
export interface GoldCandidate {
  ref: string;
  type?: string;
  lifecycle?: string;
  tier: ShownTier;
  record: ServiceRecord;
  /** Absent when the fact is stale. */
  exhaustions?: number;
}

/**
 * Brings stored answers to "should this be Gold?" in line with how often error
 * budgets ran out; answers the refs of those whose answer is another one now.
 * When an entity changes, its answer is derived from it anew, and the service
 * is then evaluated, which leads here again.
 */
export async function updateGold(
  tx: Knex.Transaction,
  candidates: readonly GoldCandidate[],
): Promise<string[]> {
  const changed: string[] = [];
  const answers = new Map(
    candidates.map(({ ref, exhaustions, ...question }) => [
      ref,
      goldRecommendation({ ...question, exhaustionsThisQuarter: exhaustions }),
    ]),
  );
  for (const chunk of chunked([...answers.keys()])) {
    const stored = await tx('services')
      .select<{ ref: string; gold: string; gold_reasons: string }[]>(
        'ref',
        'gold',
        'gold_reasons',
      )
      .whereIn('ref', chunk);
    for (const { ref, gold, gold_reasons } of stored) {
      const { answer = gold, reasons } = answers.get(ref) ?? {};
      const given = JSON.stringify(reasons);
      if (answer === gold && given === gold_reasons) continue;
      if (answer !== gold) changed.push(ref);
      await tx('services')
        .where({ ref })
        .update({ gold: answer, gold_reasons: given });
    }
  }
  return changed;
}
