import type { FactDefinitionInput } from '@gold-layer/backstage-plugin-common';

type Type = FactDefinitionInput['type'];

/** Everything that the catalog itself says about a service. None of it expires: the catalog is followed as it changes. */
export const entityFactDefinitions: FactDefinitionInput[] = [
  define('entity.description.present', 'boolean', {
    title: 'Description',
    description: 'Whether the catalog entity says what the service is for.',
  }),
  define('entity.owner.count', 'number', {
    title: 'Owners',
    description: 'Number of groups and people that own the service.',
  }),
  define('entity.owner.isGroup', 'boolean', {
    title: 'Owned by a group',
    description: 'Whether every owner is a group, and there is one.',
  }),
  define('entity.owner.members', 'number', {
    title: 'Members of the owning group',
    description:
      'People in the owning group and the groups below it; the smallest number where several groups own it. Absent where the catalog does not have the group.',
  }),
  define('entity.system.present', 'boolean', {
    title: 'Part of a system',
    description: 'Whether the service belongs to a system.',
  }),
  define('entity.docs.present', 'boolean', {
    title: 'TechDocs',
    description: 'Whether the entity is annotated with its TechDocs.',
  }),
  define('entity.source.present', 'boolean', {
    title: 'Source location',
    description: 'Whether the entity says at which URL its source code is.',
  }),
  define('entity.links.count', 'number', {
    title: 'Links',
    description: 'Number of links on the entity.',
  }),
  define('entity.tags.count', 'number', {
    title: 'Tags',
    description: 'Number of tags on the entity.',
  }),
  define('entity.lifecycle', 'string', {
    title: 'Lifecycle',
    description: 'The stage the entity declares, such as production.',
  }),
  define('entity.dependencies.count', 'number', {
    title: 'Dependencies',
    description: 'Number of components and resources the service depends on.',
  }),
  define('entity.dependents.count', 'number', {
    title: 'Dependents',
    description: 'Number of components and resources that depend on it.',
  }),
  define('entity.apis.provided', 'number', {
    title: 'APIs provided',
    description: 'Number of APIs the service provides.',
  }),
  define('entity.runbook.linked', 'boolean', {
    title: 'Runbook linked',
    description:
      'Whether a link of the entity leads to a runbook, or the service record names one.',
  }),
  define('entity.dashboard.linked', 'boolean', {
    title: 'Dashboard linked',
    description:
      'Whether a link or annotation of the entity leads to a dashboard.',
  }),
  define('record.present', 'boolean', {
    title: 'Service record',
    description: 'Whether the entity carries a service record at all.',
  }),
  define('record.valid', 'boolean', {
    title: 'Service record valid',
    description:
      'Whether the entity carries a service record with nothing wrong in it.',
  }),
  define('record.problems.count', 'number', {
    title: 'Problems of the service record',
    description: 'Number of fields of the service record that are wrong.',
  }),
  define('record.tier', 'string', {
    title: 'Tier',
    description: 'How much the company depends on the service, as declared.',
    values: ['critical', 'important', 'standard', 'experimental'],
  }),
  define('record.onCall.rotation', 'boolean', {
    title: 'Rotation declared',
    description: 'Whether the service record names an on-call rotation.',
  }),
  define('record.onCall.escalationSteps', 'number', {
    title: 'Escalation steps',
    description: 'Number of steps in the declared escalation path.',
  }),
  define('record.dataClassification', 'string', {
    title: 'Data classification',
    description: 'How sensitive the data is that the service holds.',
    values: ['public', 'internal', 'confidential', 'restricted'],
  }),
  define('record.slos.declared', 'boolean', {
    title: 'SLOs declared',
    description: 'Whether the service record names objectives.',
  }),
  define('record.sla', 'number', {
    title: 'Contractual target',
    description: 'The availability that a contract promises.',
    unit: '%',
  }),
  define('record.runbooks.count', 'number', {
    title: 'Runbooks declared',
    description: 'Number of runbooks in the service record.',
  }),
  define('record.drTier', 'number', {
    title: 'Disaster recovery tier',
    description: '1 recovers within minutes, 4 within days.',
  }),
  define('record.servesCustomers', 'boolean', {
    title: 'Serves customers',
    description: 'Whether customers use it; absent where the record is silent.',
  }),
  define('record.regulatedData', 'boolean', {
    title: 'Regulated data',
    description:
      'Whether it processes data under regulation; absent where the record is silent.',
  }),
  define('record.deploymentFrequency', 'string', {
    title: 'Declared deployment frequency',
    description: 'How often the team means to deploy.',
    values: ['daily', 'weekly', 'biweekly', 'monthly'],
  }),
  define('record.runtime', 'string', {
    title: 'Runtime',
    description: 'What the service runs on.',
    values: ['kubernetes', 'ecs', 'lambda', 'vm', 'bare-metal'],
  }),
  define('record.serviceType', 'string', {
    title: 'Kind of service',
    description: 'What sort of work it does, which decides its indicators.',
    values: [
      'api',
      'web',
      'data-pipeline',
      'storage',
      'streaming',
      'batch',
      'ml-model',
    ],
  }),
  define('record.peakRps', 'number', {
    title: 'Declared peak load',
    description: 'Requests at the busiest moment.',
    unit: '1/s',
  }),
  define('ownership.complete', 'boolean', {
    title: 'Ownership complete',
    description: 'Whether nothing is missing from the ownership registry.',
  }),
  define('ownership.gaps', 'list', {
    title: 'Ownership gaps',
    description: 'Kinds of what is missing from the ownership registry.',
  }),
  define('gold.recommended', 'string', {
    title: 'Should this be Gold?',
    description: 'What declarations and risk suggest for the service.',
    values: ['yes', 'raise', 'lighter', 'optional', 'undecided'],
  }),
];

function define(
  name: string,
  type: Type,
  rest: Pick<FactDefinitionInput, 'title' | 'description' | 'unit' | 'values'>,
): FactDefinitionInput {
  return { name, type, ...rest };
}
