import type { IdentityApi } from '@backstage/core-plugin-api';

const key = 'gold-layer:sign-in:example-person';

/** Whom this browser entered as, so that a reload asks nothing. */
export function chosenPerson(): string | undefined {
  return localStorage.getItem(key) ?? undefined;
}

export function rememberPerson(name: string): void {
  localStorage.setItem(key, name);
}

export function forgetPerson(): void {
  localStorage.removeItem(key);
}

/** The identity, whose sign-out leads back to the choice. */
export function untilSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetPerson();
      await identity.signOut();
    },
  };
}
