import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import type { ConditionColumn, ServiceCondition } from './ServiceCondition';

/**
 * Translates the catalog's conditions on entities into conditions on the
 * projection; `undefined` when any of them speaks of something that the
 * projection does not hold, so that the catalog itself must be asked.
 */
export function translateCatalogConditions(
  criteria: PermissionCriteria<PermissionCondition>,
): PermissionCriteria<ServiceCondition> | undefined {
  if (isAndCriteria(criteria)) {
    const parts = translateAll(criteria.allOf);
    return parts && { allOf: parts };
  }
  if (isOrCriteria(criteria)) {
    const parts = translateAll(criteria.anyOf);
    return parts && { anyOf: parts };
  }
  if (isNotCriteria(criteria)) {
    const part = translateCatalogConditions(criteria.not);
    return part && { not: part };
  }
  return translateCondition(criteria);
}

type Criteria = PermissionCriteria<ServiceCondition>;

function translateAll(
  all: PermissionCriteria<PermissionCondition>[],
): [Criteria, ...Criteria[]] | undefined {
  const [first, ...rest] = all.map(translateCatalogConditions);
  const known = rest.filter(part => part !== undefined);
  return first && known.length === rest.length ? [first, ...known] : undefined;
}

const claims = z.object({ claims: z.array(z.string()) });
const kinds = z.object({ kinds: z.array(z.string()) });
const property = z.object({ key: z.string(), value: z.string().optional() });

const metadataColumns: Record<string, ConditionColumn> = {
  name: 'name',
  namespace: 'namespace',
  title: 'title',
};
const specColumns: Record<string, ConditionColumn> = {
  type: 'type',
  lifecycle: 'lifecycle',
};

function translateCondition({
  rule,
  params,
}: PermissionCondition): ServiceCondition | undefined {
  switch (rule) {
    case 'IS_ENTITY_OWNER': {
      const owners = claims.parse(params).claims;
      return { owners: owners.map(ref => ref.toLocaleLowerCase('en-US')) };
    }
    case 'IS_ENTITY_KIND':
      return { column: 'kind', values: kinds.parse(params).kinds };
    case 'HAS_METADATA':
      return onColumn(metadataColumns, property.parse(params));
    case 'HAS_SPEC':
      return onColumn(specColumns, property.parse(params));
    default:
      return undefined;
  }
}

/** Databases differ in what they take for the lower case of other letters than these. */
const plain = /^[\x20-\x7e]+$/;

function onColumn(
  columns: Record<string, ConditionColumn>,
  { key, value }: z.infer<typeof property>,
): ServiceCondition | undefined {
  const column = columns[key.toLocaleLowerCase('en-US')];
  if (!column) return undefined;
  if (value === undefined) return { column };
  return plain.test(value) ? { column, values: [value] } : undefined;
}
