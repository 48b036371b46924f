import type { Refused } from './Intake';

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
  const [entities, they] =
    refused.size === 1
      ? ['1 entity is', 'it']
      : [`${refused.size} entities are`, 'they'];
  return `${entities} missing here or out of date, because ${they} could not be stored: ${first}${more}.`;
}
