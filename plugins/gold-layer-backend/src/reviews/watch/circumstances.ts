import { RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { Service } from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import type { ServiceStore } from '../../services';

/** Facts that approvals are validated again by. */
export const revalidationFacts = {
  exhaustions: 'slo.budget.exhaustionsThisQuarter',
  lastSev1: 'incidents.sev1.lastStartedAt',
} as const;

/** Services of the tier critical that each of the services depends on, in order of ref; a few statements. */
export async function criticalDependencies(
  refs: string[],
  services: ServiceStore,
): Promise<Map<string, string[]>> {
  const entities = await services.findEntities(refs);
  const dependencies = new Map(
    entities.map(({ service, entity }) => [service.ref, dependsOn(entity)]),
  );
  const asked = new Set([...dependencies.values()].flat());
  const found: Service[] =
    asked.size > 0 ? await services.findAll([...asked]) : [];
  const critical = new Set(
    found.flatMap(({ ref, tier }) => (tier === 'critical' ? ref : [])),
  );
  return new Map(
    [...dependencies].map(([ref, of]) => [
      ref,
      of.filter(each => critical.has(each)).sort(),
    ]),
  );
}

function dependsOn({ relations = [] }: Entity): string[] {
  const refs = relations.flatMap(({ type, targetRef }) =>
    type === RELATION_DEPENDS_ON ? targetRef.toLocaleLowerCase('en-US') : [],
  );
  return [...new Set(refs)];
}

/** How many budgets were exhausted this quarter, and when severity 1 last struck, as far as fresh facts tell. */
export function readTriggers(
  facts: readonly StoredFact[],
  now: number,
): { exhaustions?: number; lastSev1?: number } {
  const fresh = (name: string) => {
    const fact = facts.find(each => each.fact === name);
    return fact && (!fact.validUntil || fact.validUntil.getTime() > now)
      ? fact.value
      : undefined;
  };
  const exhaustions = fresh(revalidationFacts.exhaustions);
  const lastSev1 = fresh(revalidationFacts.lastSev1);
  return {
    exhaustions: typeof exhaustions === 'number' ? exhaustions : undefined,
    lastSev1: typeof lastSev1 === 'string' ? Date.parse(lastSev1) : undefined,
  };
}
