import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import type { RecordProblem } from '@gold-layer/backstage-plugin-common';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';

/** For tests: a portal that knows GitHub. */
export const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: { integrations: { github: [{ host: 'github.com' }] } },
  }),
);

/** For tests: a service by what its record says about SLOs. */
export function recordOf(
  name: string,
  slos: string | Record<string, unknown>[] | undefined,
  more: { source?: string; problems?: RecordProblem[] } = {},
): ServiceWithEntity {
  const {
    source = 'url:https://github.com/o/r/tree/main/shop/',
    problems = [],
  } = more;
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'backstage.io/source-location': source },
    },
  };
  return {
    entity,
    service: {
      ref: `component:default/${name}`,
      kind: 'component',
      namespace: 'default',
      name,
      tier: 'critical',
      tags: [],
      record: { slos },
      recordProblems: problems,
      gaps: [],
      gold: { answer: 'optional', reasons: [] },
      confirmedAt: '2026-11-27T00:00:00Z',
    },
  };
}
