import {
  Entity,
  RELATION_HAS_MEMBER,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';

const tiers = ['critical', 'important', 'standard', 'experimental', undefined];
const lifecycles = ['production', 'experimental', 'deprecated'];
const types = ['service', 'website', 'library', 'data-pipeline'];

/**
 * A made-up catalog of the wanted size: one group per fifty services, one
 * system per twenty-five, tiers and lifecycles in fixed proportion. The same
 * size always gives the same catalog.
 */
export function generateCatalog(services: number): Entity[] {
  const groups = Math.max(2, Math.ceil(services / 50));
  const systems = Math.max(2, Math.ceil(services / 25));
  return [
    ...Array.from({ length: groups }, (_, i) => group(i)),
    ...Array.from({ length: systems }, (_, i) => system(i)),
    ...Array.from({ length: services }, (_, i) => service(i, groups, systems)),
  ];
}

/** The ref of the i-th generated service. */
export function serviceRef(i: number): string {
  return `component:default/${serviceName(i)}`;
}

function serviceName(i: number): string {
  return `service-${String(i).padStart(5, '0')}`;
}

function group(i: number): Entity {
  const parent = i > 0 ? `group:default/team-${Math.floor((i - 1) / 4)}` : null;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { ...identity(`team-${i}`), title: `Team ${i}` },
    spec: { type: 'team', children: [] },
    relations: [
      ...Array.from({ length: 6 }, (_, m) => ({
        type: RELATION_HAS_MEMBER,
        targetRef: `user:default/person-${i}-${m}`,
      })),
      ...(parent ? [{ type: 'childOf', targetRef: parent }] : []),
    ],
  };
}

function system(i: number): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: identity(`system-${i}`),
    spec: {},
    relations: [
      { type: RELATION_PART_OF, targetRef: `domain:default/domain-${i % 20}` },
    ],
  };
}

function service(i: number, groups: number, systems: number): Entity {
  const tier = tiers[i % tiers.length];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      ...identity(serviceName(i)),
      title: `Service ${i}`,
      description: `Generated service number ${i}`,
      tags: [`tag-${i % 7}`],
      links: [{ url: `https://runbooks.example/${i}`, title: 'Runbook' }],
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    },
    spec: {
      type: types[i % types.length],
      lifecycle: lifecycles[i % lifecycles.length],
      goldLayer: {
        ...(tier ? { tier } : {}),
        onCall: { rotation: `rotation-${i % groups}`, escalation: ['manager'] },
        runtime: 'kubernetes',
        servesCustomers: i % 2 === 0,
        regulatedData: i % 6 === 0,
      },
    },
    relations: [
      {
        type: RELATION_OWNED_BY,
        targetRef: `group:default/team-${i % groups}`,
      },
      {
        type: RELATION_PART_OF,
        targetRef: `system:default/system-${i % systems}`,
      },
    ],
  };
}

function identity(name: string) {
  return {
    name,
    namespace: 'default',
    uid: `uid-${name}`,
    etag: `etag-${name}`,
  };
}
