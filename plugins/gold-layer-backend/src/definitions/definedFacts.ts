import {
  FactDefinition,
  factDefinitionSchema,
} from '@gold-layer/backstage-plugin-common';
import { entityFactDefinitions } from '../facts/entity/entityFactDefinitions';
import type { FactRegistry, RegisteredFact } from '../facts/FactRegistry';
import { repositoryFactDefinitions } from '../facts/repository/repositoryFactDefinitions';
import { readBuiltIn } from './readBuiltIn';

/** Everything that is defined without any configuration, and the facts given; for tests of rules. */
export function definedFacts(more: FactDefinition[] = []): FactRegistry {
  const collected = [...entityFactDefinitions, ...repositoryFactDefinitions];
  const facts = new Map<string, RegisteredFact>(
    [
      ...collected.map(fact => factDefinitionSchema.parse(fact)),
      ...readBuiltIn().facts,
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
