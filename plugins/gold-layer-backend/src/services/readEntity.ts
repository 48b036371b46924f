import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import { toStorable } from '../http/storableText';
import type { CatalogArea } from './AreaStore';
import { kindOf, refOf, relatedRefs } from './deriveService';
import type { CatalogGroup } from './GroupStore';
import { storedEtag } from './ProjectionStore';
import type { CatalogUser } from './UserStore';

/** Fields of groups, users, systems and domains that are read. */
export const surroundingFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.uid',
  'metadata.etag',
  'spec.profile',
  'relations',
];

/** Reads a group out of its entity. */
export function readGroup(entity: Entity): CatalogGroup {
  return {
    ref: refOf(entity),
    uid: entity.metadata.uid,
    etag: storedEtag(entity.metadata.etag),
    title: titleOf(entity),
    parent: relatedRefs(entity, RELATION_CHILD_OF).find(
      ref => kindOf(ref) === 'group',
    ),
    members: relatedRefs(entity, RELATION_HAS_MEMBER).filter(
      ref => kindOf(ref) === 'user',
    ),
  };
}

/** Reads a user out of their entity. */
export function readUser(entity: Entity): CatalogUser {
  return {
    ref: refOf(entity),
    uid: entity.metadata.uid,
    etag: storedEtag(entity.metadata.etag),
    title: titleOf(entity),
  };
}

/** Reads a system or domain out of its entity. */
export function readArea(entity: Entity): CatalogArea {
  const ref = refOf(entity);
  return {
    ref,
    uid: entity.metadata.uid,
    etag: storedEtag(entity.metadata.etag),
    kind: kindOf(ref) === 'system' ? 'system' : 'domain',
    title: toStorable(entity.metadata.title ?? entity.metadata.name),
    parent: relatedRefs(entity, RELATION_PART_OF).find(
      parent => kindOf(parent) === 'domain',
    ),
  };
}

function titleOf({ metadata, spec }: Entity): string {
  return toStorable(
    displayName(spec?.profile) ?? metadata.title ?? metadata.name,
  );
}

function displayName(profile: JsonValue | undefined): string | undefined {
  if (typeof profile !== 'object' || profile === null) return undefined;
  const name = 'displayName' in profile ? profile.displayName : undefined;
  return typeof name === 'string' && name ? name : undefined;
}
