import type { Refused } from './storeApart';

/** As many are named. */
const named = 3;

/** A sentence on entities that could not be stored; nothing where all were. */
export function describeRefused(refused: Refused): string | undefined {
  if (refused.size === 0) return undefined;
  const first = [...refused]
    .slice(0, named)
    .map(([ref, reason]) => `${ref} (${reason})`)
    .join(', ');
  const more = refused.size > named ? ` and ${refused.size - named} more` : '';
  const entities =
    refused.size === 1 ? '1 entity is' : `${refused.size} entities are`;
  return `${entities} missing here or out of date, because the database refuses what the catalog says: ${first}${more}.`;
}
