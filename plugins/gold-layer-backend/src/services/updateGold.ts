import {
  goldRecommendation,
  ServiceRecord,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** The one fact that the answer to "should this be Gold?" rests on beside the service's record. */
export const exhaustionsFact = 'slo.budget.exhaustionsThisQuarter';

/** A service with all that its answer rests on, and the answer that is stored. */
export interface GoldCandidate {
  ref: string;
  type?: string;
  lifecycle?: string;
  tier: ShownTier;
  record: ServiceRecord;
  /** Absent when the fact is missing or stale. */
  exhaustions?: number;
  stored: StoredGold;
}

/** The columns of an answer. */
export interface StoredGold {
  gold: string;
  gold_reasons: string;
}

/**
 * Brings stored answers to "should this be Gold?" in line with how often error
 * budgets ran out, whether that has become known or is known no longer;
 * answers the refs of those whose answer is another one now.
 */
export async function updateGold(
  tx: Knex.Transaction,
  candidates: readonly GoldCandidate[],
): Promise<string[]> {
  const changed: string[] = [];
  for (const { ref, stored, exhaustions, ...question } of candidates) {
    const { answer, reasons } = goldRecommendation({
      ...question,
      exhaustionsThisQuarter: exhaustions,
    });
    const gold_reasons = JSON.stringify(reasons);
    if (answer === stored.gold && gold_reasons === stored.gold_reasons) {
      continue;
    }
    if (answer !== stored.gold) changed.push(ref);
    await tx('services').where({ ref }).update({ gold: answer, gold_reasons });
  }
  return changed;
}
