import { ServiceRecord } from '@gold-layer/backstage-plugin-common';

/** One field of the record as people read it. */
export interface RecordLine {
  label: string;
  /** Absent when the team has not declared it. */
  value?: string;
}

const yesNo = (value: boolean | undefined) => {
  if (value === undefined) return undefined;
  return value ? 'Yes' : 'No';
};
const amount = (value: number | undefined, unit: string) =>
  value === undefined ? undefined : `${value.toLocaleString('en-US')} ${unit}`;
const sentence = (value: string | undefined) =>
  value && value[0].toLocaleUpperCase('en-US') + value.slice(1);
const listed = (values: string[] | undefined) =>
  values?.length ? values.join(', ') : undefined;

const frequency = {
  daily: 'Daily or more often',
  weekly: 'Weekly',
  biweekly: 'Every two weeks',
  monthly: 'Monthly or more rarely',
};
const runtimes = {
  kubernetes: 'Kubernetes',
  ecs: 'Amazon ECS',
  lambda: 'AWS Lambda',
  vm: 'Virtual machines',
  'bare-metal': 'Bare metal',
};
const serviceTypes = {
  api: 'API',
  web: 'Web front end',
  'data-pipeline': 'Data pipeline',
  storage: 'Storage',
  streaming: 'Streaming',
  batch: 'Batch',
  'ml-model': 'Machine-learning model',
};
const recovery = {
  1: '1 – recovers in minutes',
  2: '2 – recovers in hours',
  3: '3 – recovers within a day',
  4: '4 – recovers in days',
};

/** A step names a rotation, or a group or person of the catalog by its ref. */
function escalationStep(step: string): string {
  const ref = /^(group|user):(?:default\/)?(.+)$/i.exec(step);
  return ref ? `${ref[1].toLowerCase()} ${ref[2]}` : step;
}

function objectives(slos: ServiceRecord['slos']): string | undefined {
  if (slos === undefined) return undefined;
  if (typeof slos === 'string') return `In ${slos}`;
  return `${slos.length} declared in the entity`;
}

/** Every field of the record in words, in the order in which one asks. */
export function recordLines(record: ServiceRecord): RecordLine[] {
  return [
    { label: 'Tier', value: sentence(record.tier) },
    { label: 'Rotation', value: record.onCall?.rotation },
    {
      label: 'Escalation',
      value: record.onCall?.escalation?.length
        ? record.onCall.escalation.map(escalationStep).join(', then ')
        : undefined,
    },
    { label: 'Serves customers', value: yesNo(record.servesCustomers) },
    { label: 'Regulated data', value: yesNo(record.regulatedData) },
    {
      label: 'Data classification',
      value: sentence(record.dataClassification),
    },
    {
      label: 'Service type',
      value: record.serviceType && serviceTypes[record.serviceType],
    },
    { label: 'Runtime', value: record.runtime && runtimes[record.runtime] },
    { label: 'Architecture', value: sentence(record.architecture) },
    { label: 'Language', value: record.language },
    {
      label: 'Deploys',
      value:
        record.deploymentFrequency && frequency[record.deploymentFrequency],
    },
    { label: 'Traffic', value: sentence(record.trafficPattern) },
    { label: 'Peak load', value: amount(record.peakRps, 'requests/s') },
    { label: 'Storage', value: amount(record.storageGb, 'GB') },
    {
      label: 'Cost a month',
      value: amount(record.monthlyCostUsd, 'US dollars'),
    },
    { label: 'Objectives (SLOs)', value: objectives(record.slos) },
    {
      label: 'Contract (SLA)',
      value: record.sla === undefined ? undefined : `${record.sla}%`,
    },
    {
      label: 'Disaster recovery tier',
      value: record.drTier && recovery[record.drTier],
    },
    { label: 'Runbooks', value: listed(record.runbooks) },
    {
      label: 'Links',
      value: listed(record.links?.map(link => link.title ?? link.url)),
    },
  ];
}
