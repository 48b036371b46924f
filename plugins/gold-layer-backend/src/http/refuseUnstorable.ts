import { InputError } from '@backstage/errors';
import { isStorable } from './storableText';

/**
 * Refuses a body with a text that PostgreSQL cannot hold, wherever it stands.
 *
 * @throws InputError naming the field
 */
export function refuseUnstorable(value: unknown, path = 'body'): void {
  if (typeof value === 'string' && !isStorable(value)) {
    throw new InputError(
      `${path}: may not hold the character U+0000, found ${JSON.stringify(value.slice(0, 60))}`,
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseUnstorable(inner, `${path}.${key}`);
  }
}
