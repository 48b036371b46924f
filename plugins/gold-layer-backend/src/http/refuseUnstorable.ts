import { InputError } from '@backstage/errors';
import { isStorable, unstorable } from './storableText';

/** Far deeper than any body is meant to be. */
const deepest = 20;

/**
 * Refuses a body with a text that a database cannot hold, wherever it stands.
 *
 * @throws InputError naming the field, or if it is nested too deeply to be looked through
 */
export function refuseUnstorable(
  value: unknown,
  path = 'body',
  depth = 0,
): void {
  if (depth > deepest) {
    throw new InputError(`body: it is nested more than ${deepest} deep`);
  }
  if (typeof value === 'string' && !isStorable(value)) {
    throw new InputError(
      `${path}: may not hold ${unstorable}, found ${JSON.stringify(value.slice(0, 60))}`,
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseUnstorable(inner, `${path}.${key}`, depth + 1);
  }
}
