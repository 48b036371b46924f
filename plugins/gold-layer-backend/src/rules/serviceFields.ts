import type {
  FactValue,
  Service,
  ServiceRecord,
} from '@gold-layer/backstage-plugin-common';

/** CEL types that inputs of rules have. */
export type InputType =
  'bool' | 'double' | 'string' | 'list<string>' | 'google.protobuf.Timestamp';

/** What rules may know of a service itself; lists of SLOs and links are left to facts. */
export type RuleService = Pick<
  Service,
  | 'ref'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'title'
  | 'type'
  | 'lifecycle'
  | 'tier'
  | 'owner'
  | 'system'
  | 'domain'
  | 'tags'
  | 'record'
>;

interface Field {
  type: InputType;
  read(service: RuleService): FactValue | undefined;
}

const text = (read: Field['read']): Field => ({ type: 'string', read });

function recorded(
  type: InputType,
  read: (record: ServiceRecord) => FactValue | undefined,
): Field {
  return { type, read: service => read(service.record) };
}

/** Every `service.…` that a rule may read, with its type. */
export const serviceFields: ReadonlyMap<string, Field> = new Map([
  ['service.ref', text(({ ref }) => ref)],
  ['service.kind', text(({ kind }) => kind)],
  ['service.namespace', text(({ namespace }) => namespace)],
  ['service.name', text(({ name }) => name)],
  ['service.title', text(({ title }) => title)],
  ['service.type', text(({ type }) => type)],
  ['service.lifecycle', text(({ lifecycle }) => lifecycle)],
  ['service.tier', text(({ tier }) => tier)],
  ['service.owner', text(({ owner }) => owner)],
  ['service.system', text(({ system }) => system)],
  ['service.domain', text(({ domain }) => domain)],
  ['service.tags', { type: 'list<string>', read: ({ tags }) => tags }],
  ['service.record.tier', recorded('string', ({ tier }) => tier)],
  [
    'service.record.onCall.rotation',
    recorded('string', ({ onCall }) => onCall?.rotation),
  ],
  [
    'service.record.onCall.escalation',
    recorded('list<string>', ({ onCall }) => onCall?.escalation),
  ],
  [
    'service.record.dataClassification',
    recorded('string', record => record.dataClassification),
  ],
  [
    'service.record.deploymentFrequency',
    recorded('string', record => record.deploymentFrequency),
  ],
  [
    'service.record.architecture',
    recorded('string', record => record.architecture),
  ],
  ['service.record.language', recorded('string', ({ language }) => language)],
  ['service.record.runtime', recorded('string', ({ runtime }) => runtime)],
  [
    'service.record.trafficPattern',
    recorded('string', record => record.trafficPattern),
  ],
  [
    'service.record.serviceType',
    recorded('string', record => record.serviceType),
  ],
  ['service.record.peakRps', recorded('double', ({ peakRps }) => peakRps)],
  [
    'service.record.storageGb',
    recorded('double', ({ storageGb }) => storageGb),
  ],
  [
    'service.record.monthlyCostUsd',
    recorded('double', record => record.monthlyCostUsd),
  ],
  [
    'service.record.servesCustomers',
    recorded('bool', record => record.servesCustomers),
  ],
  [
    'service.record.regulatedData',
    recorded('bool', record => record.regulatedData),
  ],
  [
    'service.record.sla',
    recorded('double', ({ sla }) =>
      sla === undefined ? undefined : Number(sla),
    ),
  ],
  [
    'service.record.runbooks',
    recorded('list<string>', ({ runbooks }) => runbooks),
  ],
  ['service.record.drTier', recorded('double', ({ drTier }) => drTier)],
]);
