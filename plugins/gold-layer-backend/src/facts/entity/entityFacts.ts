import {
  Entity,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import type { FactValue } from '@gold-layer/backstage-plugin-common';
import type {
  CollectedFact,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';

/** Annotations of well-known plugins that lead to a dashboard. */
const dashboardAnnotations = [
  'grafana/dashboard-selector',
  'grafana/overview-dashboard',
  'grafana/dashboard-url',
  'datadoghq.com/dashboard-url',
  'datadoghq.com/graph-token',
  'newrelic.com/dashboard-guid',
  'dynatrace.com/dynatrace-entity-id',
  'honeycomb.io/dataset',
];

const docsAnnotations = [
  'backstage.io/techdocs-ref',
  'backstage.io/techdocs-entity',
];

/** Every fact that one service's entity and record give. */
export function entityFacts(
  { service, entity }: ServiceWithEntity,
  options: { headCounts: ReadonlyMap<string, number> },
): CollectedFact[] {
  return toFacts({
    ...aboutEntity(entity, service.record.runbooks),
    ...aboutOwners(entity, options),
    ...aboutRecord({ service, entity }),
    'entity.description.present': service.description !== undefined,
    'entity.system.present': service.system !== undefined,
    'entity.lifecycle': service.lifecycle,
    'ownership.complete': service.gaps.length === 0,
    'ownership.gaps': [...new Set(service.gaps.map(gap => gap.kind))],
    'gold.recommended': service.gold.answer,
  });
}

/** Refs in lower case of everyone who owns an entity. */
export function ownersOf(entity: Entity): string[] {
  return related(entity, RELATION_OWNED_BY);
}

type Values = Record<string, FactValue | undefined>;

function toFacts(values: Values): CollectedFact[] {
  return Object.entries(values).flatMap(([fact, value]) =>
    value === undefined ? [] : [{ fact, value }],
  );
}

function aboutEntity(entity: Entity, runbooks: string[] = []): Values {
  const annotations = entity.metadata.annotations ?? {};
  const links = entity.metadata.links ?? [];
  const source = annotations['backstage.io/source-location'];
  const linked = (pattern: RegExp) =>
    links.some(({ title, type, icon, url }) =>
      [title, type, icon, url].some(text => text && pattern.test(text)),
    );
  const annotated = (names: string[]) => names.some(it => annotations[it]);
  return {
    'entity.docs.present': annotated(docsAnnotations),
    'entity.source.present': source?.startsWith('url:') ?? false,
    'entity.links.count': links.length,
    'entity.tags.count': entity.metadata.tags?.length ?? 0,
    'entity.dependencies.count': related(entity, RELATION_DEPENDS_ON).length,
    'entity.dependents.count': related(entity, RELATION_DEPENDENCY_OF).length,
    'entity.apis.provided': related(entity, RELATION_PROVIDES_API).length,
    'entity.runbook.linked':
      runbooks.length > 0 || linked(/run-?book|play-?book/i),
    'entity.dashboard.linked':
      linked(/dashboard|grafana|datadog|kibana|new-?relic/i) ||
      annotated(dashboardAnnotations),
  };
}

function aboutOwners(
  entity: Entity,
  { headCounts }: { headCounts: ReadonlyMap<string, number> },
): Values {
  const owners = ownersOf(entity);
  const counts = owners.flatMap(ref => headCounts.get(ref) ?? []);
  return {
    'entity.owner.count': owners.length,
    'entity.owner.isGroup':
      owners.length > 0 && owners.every(ref => ref.startsWith('group:')),
    'entity.owner.members': counts.length > 0 ? Math.min(...counts) : undefined,
  };
}

function aboutRecord({ service, entity }: ServiceWithEntity): Values {
  const { record, recordProblems } = service;
  const present = entity.spec?.goldLayer !== undefined;
  return {
    'record.present': present,
    'record.valid': present && recordProblems.length === 0,
    'record.problems.count': recordProblems.length,
    'record.tier': record.tier,
    'record.onCall.rotation': record.onCall?.rotation !== undefined,
    'record.onCall.escalationSteps': record.onCall?.escalation?.length ?? 0,
    'record.dataClassification': record.dataClassification,
    'record.slos.declared': record.slos !== undefined && record.slos.length > 0,
    'record.sla': record.sla === undefined ? undefined : Number(record.sla),
    'record.runbooks.count': record.runbooks?.length ?? 0,
    'record.drTier': record.drTier,
    'record.servesCustomers': record.servesCustomers,
    'record.regulatedData': record.regulatedData,
    'record.deploymentFrequency': record.deploymentFrequency,
    'record.runtime': record.runtime,
    'record.serviceType': record.serviceType,
    'record.peakRps': record.peakRps,
  };
}

function related(entity: Entity, type: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
  return [...new Set(refs)];
}
