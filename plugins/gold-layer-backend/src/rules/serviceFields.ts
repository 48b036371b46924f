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
  /** What people call it. */
  title: string;
  /** Of a number, as units of facts are. */
  unit?: string;
  type: InputType;
  read(service: RuleService): FactValue | undefined;
}

function text(title: string, read: Field['read']): Field {
  return { title, type: 'string', read };
}

function recorded(
  title: string,
  type: InputType,
  read: (record: ServiceRecord) => FactValue | undefined,
  unit?: string,
): Field {
  return { title, type, unit, read: service => read(service.record) };
}

/** Every `service.…` that a rule may read, with its type. */
export const serviceFields: ReadonlyMap<string, Field> = new Map([
  ['service.ref', text('Entity ref', ({ ref }) => ref)],
  ['service.kind', text('Kind', ({ kind }) => kind)],
  ['service.namespace', text('Namespace', ({ namespace }) => namespace)],
  ['service.name', text('Name', ({ name }) => name)],
  ['service.title', text('Title', ({ title }) => title)],
  ['service.type', text('Type', ({ type }) => type)],
  ['service.lifecycle', text('Lifecycle', ({ lifecycle }) => lifecycle)],
  ['service.tier', text('Tier', ({ tier }) => tier)],
  ['service.owner', text('Owner', ({ owner }) => owner)],
  ['service.system', text('System', ({ system }) => system)],
  ['service.domain', text('Domain', ({ domain }) => domain)],
  [
    'service.tags',
    { title: 'Tags', type: 'list<string>', read: ({ tags }) => tags },
  ],
  ['service.record.tier', recorded('Tier', 'string', ({ tier }) => tier)],
  [
    'service.record.onCall.rotation',
    recorded('On-call rotation', 'string', ({ onCall }) => onCall?.rotation),
  ],
  [
    'service.record.onCall.escalation',
    recorded(
      'Escalation path',
      'list<string>',
      ({ onCall }) => onCall?.escalation,
    ),
  ],
  [
    'service.record.dataClassification',
    recorded(
      'Data classification',
      'string',
      record => record.dataClassification,
    ),
  ],
  [
    'service.record.deploymentFrequency',
    recorded(
      'Deployment frequency',
      'string',
      record => record.deploymentFrequency,
    ),
  ],
  [
    'service.record.architecture',
    recorded('Architecture', 'string', record => record.architecture),
  ],
  [
    'service.record.language',
    recorded('Language', 'string', ({ language }) => language),
  ],
  [
    'service.record.runtime',
    recorded('Runtime', 'string', ({ runtime }) => runtime),
  ],
  [
    'service.record.trafficPattern',
    recorded('Traffic pattern', 'string', record => record.trafficPattern),
  ],
  [
    'service.record.serviceType',
    recorded('Kind of service', 'string', record => record.serviceType),
  ],
  [
    'service.record.peakRps',
    recorded('Peak load', 'double', ({ peakRps }) => peakRps, '1/s'),
  ],
  [
    'service.record.storageGb',
    recorded('Storage', 'double', ({ storageGb }) => storageGb, 'GB'),
  ],
  [
    'service.record.monthlyCostUsd',
    recorded('Monthly cost', 'double', record => record.monthlyCostUsd, 'USD'),
  ],
  [
    'service.record.servesCustomers',
    recorded('Serves customers', 'bool', record => record.servesCustomers),
  ],
  [
    'service.record.regulatedData',
    recorded('Regulated data', 'bool', record => record.regulatedData),
  ],
  [
    'service.record.sla',
    recorded(
      'Contractual target',
      'double',
      ({ sla }) => (sla === undefined ? undefined : Number(sla)),
      '%',
    ),
  ],
  [
    'service.record.runbooks',
    recorded('Runbooks', 'list<string>', ({ runbooks }) => runbooks),
  ],
  [
    'service.record.drTier',
    recorded('Disaster recovery tier', 'double', ({ drTier }) => drTier),
  ],
]);
