import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { nobody } from './nobody';

/** The reader's entity ref; undefined while it is being asked for, `nobody` where the portal cannot say it. */
export function useCurrentUser(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['gold-layer-user'],
    // An answer too, rather than an error: each part of a page that asked would
    // ask again, and the page would wait for it again.
    queryFn: () =>
      identity.getBackstageIdentity().then(
        ({ userEntityRef }) => userEntityRef.toLocaleLowerCase('en-US'),
        () => nobody,
      ),
    staleTime: Infinity,
  });
  return data;
}
