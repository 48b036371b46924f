import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { nobody } from './nobody';

/**
 * The reader's entity ref; undefined while it is being asked for, `nobody` where
 * the portal cannot say it. Whatever is opened next then asks again, while the
 * page around it stays as it is.
 */
export function useCurrentUser(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data, isFetched } = useQuery({
    queryKey: ['gold-layer-user'],
    queryFn: async () => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      return userEntityRef.toLocaleLowerCase('en-US');
    },
    // Whoever signs in next begins with a new page. A failure has no data: it is never fresh.
    staleTime: Infinity,
  });
  return data ?? (isFetched ? nobody : undefined);
}
