import { toError } from '@backstage/errors';
import { shortened } from '@gold-layer/backstage-plugin-common';

/** Why something failed, in the database's own words, without the statement that comes before them. */
export function reasonOf(error: unknown): string {
  const { message } = toError(error);
  return shortened(message.split(' - ').at(-1) ?? message, 300);
}
