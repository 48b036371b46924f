import {
  FactType,
  factDefinitionSchema,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { FactRegistry } from '../../facts';
import { DefinedFactRegistry } from '../../facts/DefinedFactRegistry';
import { mockServices } from '@backstage/backend-test-utils';
import type { Definitions } from '../../definitions';

/** Facts by name and type, all of them pushed. */
export function fakeRegistry(
  facts: Record<string, FactType>,
  { ahead = [] }: { ahead?: string[] } = {},
): FactRegistry {
  const none: Definitions = {
    register: () => {},
    all: () => [],
    list: () => [],
    quarantined: () => [],
    reload: async () => {},
    subscribe: () => {},
  };
  return DefinedFactRegistry.create({
    collected: collected(facts).map(fact =>
      ahead.includes(fact.name) ? { ...fact, ahead: true } : fact,
    ),
    definitions: none,
    logger: mockServices.logger.mock(),
  });
}

/** Definitions of facts by name and type. */
export function collected(facts: Record<string, FactType>) {
  return Object.entries(facts).map(([name, type]) => ({
    ...factDefinitionSchema.parse({
      name,
      type,
      title: name,
      description: name,
    }),
    source: 'test',
  }));
}

/** A critical service with a short record. */
export function service(): Service {
  return {
    ref: 'component:default/checkout',
    kind: 'component',
    namespace: 'default',
    name: 'checkout',
    type: 'service',
    tier: 'critical',
    tags: ['web'],
    record: { storageGb: 3 },
    recordProblems: [],
    gaps: [],
    gold: { answer: 'yes', reasons: [] },
    confirmedAt: '2026-06-15T12:00:00.000Z',
  };
}
