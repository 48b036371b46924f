import {
  FactDefinition,
  factDefinitionSchema,
  rubricFacts,
  sloFactDefinitions,
} from '@gold-layer/backstage-plugin-common';
import { entityFactDefinitions } from '../facts/entity/entityFactDefinitions';
import type { FactRegistry, RegisteredFact } from '../facts/FactRegistry';
import { repositoryFactDefinitions } from '../facts/repository/repositoryFactDefinitions';
import { reviewFactDefinitions } from '../reviews/reviewFactDefinitions';
import { readBuiltIn } from './readBuiltIn';

/** Everything that is defined without any configuration, and the facts given; for tests of rules. */
export function definedFacts(more: FactDefinition[] = []): FactRegistry {
  const { facts: pushed, rubrics } = readBuiltIn();
  const collected = [
    ...entityFactDefinitions,
    ...repositoryFactDefinitions,
    ...reviewFactDefinitions,
    ...sloFactDefinitions,
    ...rubrics.flatMap(rubricFacts),
  ];
  const facts = new Map<string, RegisteredFact>(
    [
      ...collected.map(fact => factDefinitionSchema.parse(fact)),
      ...pushed,
      ...more,
    ].map(fact => [fact.name, { ...fact, source: 'any' }]),
  );
  return {
    all: () => [...facts.values()],
    get: name => facts.get(name),
    nearest: () => undefined,
    subscribe: () => {},
  };
}
