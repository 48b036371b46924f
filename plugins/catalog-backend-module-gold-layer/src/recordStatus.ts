import type { Entity } from '@backstage/catalog-model';
import { parseServiceRecord } from '@gold-layer/backstage-plugin-common';

/** What is to be said about an entity's service record. */
export interface RecordStatus {
  level: 'error' | 'warning';
  message: string;
}

/**
 * One message per problem in the record of a Component. Any other kind that
 * carries a record gets one warning, because nobody reads it there.
 */
export function recordStatus(entity: Entity): RecordStatus[] {
  const { problems, present } = parseServiceRecord(entity.spec);
  if (!present) return [];
  if (entity.kind.toLocaleLowerCase('en-US') !== 'component') {
    return [
      {
        level: 'warning',
        message: `spec.goldLayer is read on Components only and has no effect on this ${entity.kind}; move it to the Component it describes`,
      },
    ];
  }
  return problems.map(({ field, found, allowed }) => ({
    level: 'error',
    message: `Invalid service record: ${field} is ${found}; allowed: ${allowed}`,
  }));
}
