import { parseEntityRef } from '@backstage/catalog-model';
import { entityRefSchema } from '@gold-layer/backstage-plugin-common';

/** A service as the API's addresses name it; absent for what is no whole reference, such as an address changed by hand may have. */
export function serviceIdOf(
  ref: string,
): { kind: string; namespace: string; name: string } | undefined {
  return entityRefSchema.safeParse(ref).success
    ? parseEntityRef(ref)
    : undefined;
}
