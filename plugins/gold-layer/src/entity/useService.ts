import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';

/** A service as the API's addresses name it. */
export interface ServiceId {
  kind: string;
  namespace: string;
  name: string;
}

/** The service whose page this is. */
export function useService(): { id: ServiceId; ref: string } {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  return useMemo(() => {
    const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(ref) ?? [];
    return { ref, id: { kind, namespace, name } };
  }, [ref]);
}
