import { NotAllowedError } from '@backstage/errors';
import { goldLayerServiceReadPermission } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import type { ServiceAccess, ServiceScope } from './ServiceScope';

/**
 * The services that a caller may read.
 *
 * @throws NotAllowedError if the caller may not read any: an empty list would say that there are none
 */
export async function visibleTo(
  access: ServiceAccess,
  what: string,
  options: { credentials: Caller },
): Promise<ServiceScope> {
  const scope = await access.scope(goldLayerServiceReadPermission, options);
  if (!scope.nothing) return scope;
  throw new NotAllowedError(
    `Reading ${what} needs the permission ${goldLayerServiceReadPermission.name}, which you do not have`,
  );
}
