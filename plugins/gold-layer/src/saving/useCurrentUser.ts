import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** The reader's entity ref; undefined while it is being asked for. */
export function useCurrentUser(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data, isError } = useQuery({
    queryKey: ['gold-layer-user'],
    queryFn: async () =>
      (await identity.getBackstageIdentity()).userEntityRef.toLocaleLowerCase(
        'en-US',
      ),
    staleTime: Infinity,
  });
  return isError ? 'nobody' : data;
}
