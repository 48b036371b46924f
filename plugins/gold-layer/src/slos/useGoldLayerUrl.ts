import { configApiRef, useApi } from '@backstage/core-plugin-api';

/** Where the API of Gold Layer is, for those who call it from outside of the portal. */
export function useGoldLayerUrl(): string {
  return `${usePortalUrl()}/api/gold-layer`;
}

/** Where the portal's backend is. */
export function usePortalUrl(): string {
  const config = useApi(configApiRef);
  return (
    config.getOptionalString('backend.baseUrl') ?? window.location.origin
  ).replace(/\/+$/, '');
}
