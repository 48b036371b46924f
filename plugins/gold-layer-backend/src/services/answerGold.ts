import { goldRecommendation } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { DerivedService } from './deriveService';
import { exhaustionsFact } from './updateGold';

/**
 * Gives services the answer to "should this be Gold?" that they have in the
 * light of what is known of their error budgets. An answer from the entity
 * alone would be shown, recorded as a fact and scored, until the evaluation
 * that follows put it right.
 */
export async function answerGold(
  tx: Knex.Transaction,
  services: DerivedService[],
): Promise<DerivedService[]> {
  const known = await exhaustionsOf(
    tx,
    services.map(({ service }) => service.ref),
  );
  return services.map(derived => {
    const { service } = derived;
    const exhaustionsThisQuarter = known.get(service.ref);
    if (exhaustionsThisQuarter === undefined) return derived;
    const gold = goldRecommendation({ ...service, exhaustionsThisQuarter });
    return { ...derived, service: { ...service, gold } };
  });
}

async function exhaustionsOf(
  tx: Knex.Transaction,
  refs: string[],
): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for (const chunk of chunked(refs)) {
    const rows: { service_ref: string; value: string }[] = await tx('facts')
      .select('service_ref', 'value')
      .where('fact', exhaustionsFact)
      .whereIn('service_ref', chunk)
      .where(fresh =>
        fresh.whereNull('valid_until').orWhere('valid_until', '>', Date.now()),
      );
    for (const row of rows) {
      const value: unknown = JSON.parse(row.value);
      if (typeof value === 'number') known.set(row.service_ref, value);
    }
  }
  return known;
}
