import {
  evaluateControls,
  EvaluatedControl,
} from '../checklists/evaluateControls';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import { criticalDependencies, readTriggers } from '../watch/circumstances';
import type { DecisionGround } from './settle';

/** Reads what a decision rests on: fresh facts, the answers they give, and what the service depends on. */
export async function readGround(
  desk: ReviewDesk,
  { checklist, now, service }: WriteCall,
): Promise<DecisionGround & { evaluated: Map<string, EvaluatedControl> }> {
  const { facts: store, services } = desk.options;
  const [known, dependencies] = await Promise.all([
    store.factsOf([service.ref]),
    criticalDependencies([service.ref], services),
  ]);
  const facts = known.get(service.ref) ?? [];
  return {
    service,
    facts,
    evaluated: evaluateControls(checklist, {
      service,
      facts,
      now: new Date(now),
    }),
    circumstances: {
      criticalDependencies: dependencies.get(service.ref) ?? [],
      exhaustions: readTriggers(facts, now).exhaustions,
    },
  };
}
