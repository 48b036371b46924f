import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Service } from '@gold-layer/backstage-plugin-common';
import {
  goldRecommendation,
  ownershipGaps,
  parseServiceRecord,
  shortened,
} from '@gold-layer/backstage-plugin-common';
import { toStorable } from '../http/storableText';

/** What must be known of other entities to understand a service. */
export interface Surroundings {
  /** Known groups among the owners, with the number of people in each. */
  groups: ReadonlyMap<string, { members: number }>;
  /** Known systems and domains, with what they are part of. */
  areas: ReadonlyMap<string, { parent?: string }>;
  /** Known users among the owners. */
  users: ReadonlySet<string>;
}

/** A service as the catalog shows it, not yet confirmed by a time. */
export interface DerivedService {
  service: Omit<Service, 'confirmedAt'>;
  /** Every owner, also where there are several or none is known. */
  owners: string[];
  entity: Entity;
}

/** More than anybody calls a type or a lifecycle, and little enough for every database to index. */
const longestWord = 200;

/** Reads a service out of its entity and surroundings. */
export function deriveService(
  entity: Entity,
  surroundings: Surroundings,
): DerivedService {
  const { record, problems } = parseServiceRecord(entity.spec);
  const owners = relatedRefs(entity, RELATION_OWNED_BY);
  const parents = relatedRefs(entity, RELATION_PART_OF);
  const system = parents.find(ref => kindOf(ref) === 'system');
  const domain =
    parents.find(ref => kindOf(ref) === 'domain') ??
    (system && surroundings.areas.get(system)?.parent);
  const type = wordOf(entity.spec?.type);
  const lifecycle = wordOf(entity.spec?.lifecycle);
  const tier = record.tier ?? 'unclassified';
  return {
    owners,
    entity,
    service: {
      ref: refOf(entity),
      kind: entity.kind.toLocaleLowerCase('en-US'),
      namespace: entity.metadata.namespace ?? 'default',
      name: entity.metadata.name,
      title: textOf(entity.metadata.title),
      description: textOf(entity.metadata.description),
      type,
      lifecycle,
      tier,
      owner: owners.length === 1 ? owners[0] : undefined,
      system,
      domain,
      tags: entity.metadata.tags ?? [],
      record,
      recordProblems: problems,
      gaps: ownershipGaps({
        record,
        owners: owners.map(ref => describeOwner(ref, surroundings)),
      }),
      gold: goldRecommendation({ record, type, lifecycle, tier }),
    },
  };
}

/** An entity's ref in lower case. */
export function refOf(entity: Entity): string {
  return stringifyEntityRef(entity).toLocaleLowerCase('en-US');
}

/** Refs in lower case of the entities to which an entity has relations of a type, each once. */
export function relatedRefs(entity: Entity, type: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
  return [...new Set(refs)];
}

/** The kind in a full ref, in lower case. */
export function kindOf(ref: string): string {
  return ref.split(':', 1)[0].toLocaleLowerCase('en-US');
}

function describeOwner(ref: string, { groups, users }: Surroundings) {
  const group = groups.get(ref);
  switch (kindOf(ref)) {
    case 'group':
      return {
        ref,
        kind: 'group' as const,
        found: group !== undefined,
        members: group?.members,
      };
    case 'user':
      return { ref, kind: 'user' as const, found: users.has(ref) };
    default:
      return { ref, kind: 'other' as const, found: false };
  }
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? toStorable(value.trim()) : '';
  return text || undefined;
}

function wordOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text && shortened(text, longestWord);
}
