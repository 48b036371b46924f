import { NotAllowedError } from '@backstage/errors';
import { goldLayerSloReadPermission } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../../http/serve';
import type { ServiceAccess } from '../../../services';
import type { Reading } from '../../reading/filterSlos';

/**
 * Whose SLOs a caller may see.
 *
 * @throws NotAllowedError if of no service at all
 */
export async function readingOf(
  { credentials }: { credentials: Caller },
  { access, now }: { access: ServiceAccess; now: () => Date },
): Promise<Reading> {
  const scope = await access.scope(goldLayerSloReadPermission, { credentials });
  if (!scope.nothing) return { scope, now: now() };
  throw new NotAllowedError(
    `Reading SLOs needs the permission ${goldLayerSloReadPermission.name}, which you do not have`,
  );
}
