import type { Entity } from '@backstage/catalog-model';
import {
  factDefinitionSchema,
  factValueProblem,
  parseServiceRecord,
  Service,
} from '@gold-layer/backstage-plugin-common';
import { entityFactDefinitions } from './entityFactDefinitions';
import { entityFacts } from './entityFacts';

const definitions = new Map(
  entityFactDefinitions
    .map(definition => factDefinitionSchema.parse(definition))
    .map(definition => [definition.name, definition]),
);

function factsOf(entity: Entity, over: Partial<Service> = {}) {
  const { record, problems } = parseServiceRecord(entity.spec);
  const service: Service = {
    ref: 'component:default/checkout',
    kind: 'component',
    namespace: 'default',
    name: 'checkout',
    tier: record.tier ?? 'unclassified',
    tags: [],
    record,
    recordProblems: problems,
    gaps: [],
    gold: { answer: 'undecided', reasons: [] },
    confirmedAt: '2026-01-01T00:00:00.000Z',
    ...over,
  };
  const headCounts = new Map([
    ['group:default/payments', 7],
    ['group:default/core', 3],
  ]);
  const facts = entityFacts({ service, entity }, { headCounts });
  return Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));
}

const plain: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};

const rich: Entity = {
  ...plain,
  metadata: {
    name: 'checkout',
    tags: ['java', 'pci'],
    links: [
      { url: 'https://wiki.example/runbooks/checkout' },
      { url: 'https://graphs.example/d/1', title: 'Grafana' },
    ],
    annotations: {
      'backstage.io/techdocs-ref': 'dir:.',
      'backstage.io/source-location': 'url:https://forge.example/pay/checkout/',
    },
  },
  spec: {
    goldLayer: {
      tier: 'critical',
      onCall: { rotation: 'payments', escalation: ['lead', 'director'] },
      sla: '99.90',
      drTier: 1,
      servesCustomers: false,
      slos: 'slos.yaml',
    },
  },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/Payments' },
    { type: 'ownedBy', targetRef: 'group:default/core' },
    { type: 'dependsOn', targetRef: 'component:default/ledger' },
    { type: 'dependsOn', targetRef: 'component:default/LEDGER' },
    { type: 'dependencyOf', targetRef: 'component:default/shop' },
    { type: 'providesApi', targetRef: 'api:default/checkout' },
  ],
};

describe('facts of an entity', () => {
  it('say what a rich entity holds', () => {
    const facts = factsOf(rich, {
      description: 'Takes payments',
      system: 'system:default/shop',
      lifecycle: 'production',
      gold: { answer: 'yes', reasons: [] },
    });
    expect(facts).toEqual({
      'entity.description.present': true,
      'entity.owner.count': 2,
      'entity.owner.isGroup': true,
      'entity.owner.members': 3,
      'entity.system.present': true,
      'entity.docs.present': true,
      'entity.source.present': true,
      'entity.links.count': 2,
      'entity.tags.count': 2,
      'entity.lifecycle': 'production',
      'entity.dependencies.count': 1,
      'entity.dependents.count': 1,
      'entity.apis.provided': 1,
      'entity.runbook.linked': true,
      'entity.dashboard.linked': true,
      'record.present': true,
      'record.valid': true,
      'record.problems.count': 0,
      'record.tier': 'critical',
      'record.onCall.rotation': true,
      'record.onCall.escalationSteps': 2,
      'record.slos.declared': true,
      'record.sla': 99.9,
      'record.runbooks.count': 0,
      'record.drTier': 1,
      'record.servesCustomers': false,
      'ownership.complete': true,
      'ownership.gaps': [],
      'gold.recommended': 'yes',
    });
  });

  it('are silent where nothing is declared, never false', () => {
    const facts = factsOf(plain);
    expect(facts).toMatchObject({
      'record.present': false,
      'record.valid': false,
      'record.onCall.rotation': false,
      'record.runbooks.count': 0,
      'entity.owner.isGroup': false,
      'entity.runbook.linked': false,
    });
    for (const absent of [
      'record.servesCustomers',
      'record.tier',
      'record.sla',
      'entity.owner.members',
      'entity.lifecycle',
    ]) {
      expect(facts).not.toHaveProperty([absent]);
    }
  });

  it('name what is wrong and missing', () => {
    const wrong = { ...plain, spec: { goldLayer: { tier: 'gold' } } };
    const gaps = [
      { kind: 'no-tier' as const, message: '' },
      { kind: 'owner-too-small' as const, message: '' },
      { kind: 'owner-too-small' as const, message: '' },
    ];
    expect(factsOf(wrong, { gaps })).toMatchObject({
      'record.present': true,
      'record.valid': false,
      'record.problems.count': 1,
      'ownership.complete': false,
      'ownership.gaps': ['no-tier', 'owner-too-small'],
    });
  });

  it('are all defined, with values of their type', () => {
    const facts = Object.entries({ ...factsOf(plain), ...factsOf(rich) });
    const problems = facts.map(([name, value]) => {
      const definition = definitions.get(name);
      return definition ? factValueProblem(definition, value) : 'undefined';
    });
    expect(problems).toEqual(facts.map(() => undefined));
  });
});
