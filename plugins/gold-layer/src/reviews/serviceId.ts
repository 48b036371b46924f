import { parseEntityRef } from '@backstage/catalog-model';

/** A service's ref as the API's addresses name it. */
export function serviceIdOf(ref: string): {
  kind: string;
  namespace: string;
  name: string;
} {
  return parseEntityRef(ref);
}
