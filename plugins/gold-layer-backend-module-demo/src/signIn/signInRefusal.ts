import type { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * Why nobody may sign in as a person of the example company, if so: the
 * conditions of the guest provider, and never where the company is switched off
 * or the environment calls itself production.
 */
export function signInRefusal(config: RootConfigService): string | undefined {
  if (config.getOptionalBoolean('goldLayer.demo.enabled') === false) {
    return "There is no example company here: 'goldLayer.demo.enabled' is false";
  }
  if (config.getOptionalString('auth.environment') === 'production') {
    return "People of the example company cannot sign in where 'auth.environment' is production";
  }
  const outside = 'auth.providers.example.dangerouslyAllowOutsideDevelopment';
  const allowed =
    process.env.NODE_ENV === 'development' ||
    config.getOptionalBoolean(outside) === true;
  return allowed
    ? undefined
    : `People of the example company can sign in only in development, unless '${outside}' is set`;
}
