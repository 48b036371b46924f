import type { Entity } from '@backstage/catalog-model';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';

/** For tests: a plain service `component:default/<name>`. */
export function serviceWithEntity(
  name: string,
  metadata: Partial<Entity['metadata']> = {},
): ServiceWithEntity {
  return {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, ...metadata },
    },
    service: {
      ref: `component:default/${name}`,
      kind: 'component',
      namespace: 'default',
      name,
      tier: 'unclassified',
      tags: [],
      record: {},
      recordProblems: [],
      gaps: [],
      gold: { answer: 'undecided', reasons: ['Nothing is declared.'] },
      confirmedAt: '2026-01-01T00:00:00.000Z',
    },
  };
}
