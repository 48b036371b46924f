import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { isUserEntity } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { readWrittenEntities } from '../organisation/files';
import { createExampleAuthenticator } from './exampleAuthenticator';
import { signInRefusal } from './signInRefusal';

/** Signing in as anybody of the example company; works where `auth.providers.example` is configured. */
export const authModuleDemo = createBackendModule({
  pluginId: 'auth',
  moduleId: 'gold-layer-demo',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const written = await readWrittenEntities();
        const people = new Map(
          written.flatMap(({ entity }) =>
            isUserEntity(entity)
              ? [[entity.metadata.name, entity.spec.profile ?? {}] as const]
              : [],
          ),
        );
        providers.registerProvider({
          providerId: 'example',
          factory: createProxyAuthProviderFactory({
            authenticator: createExampleAuthenticator({
              people,
              refusal: signInRefusal(config),
            }),
            signInResolver: async ({ result: { person } }, context) => {
              const entityRef = `user:default/${person}`;
              return context.signInWithCatalogUser(
                { entityRef },
                // In the first minute of a new portal the catalog is still empty.
                { dangerousEntityRefFallback: { entityRef } },
              );
            },
          }),
        });
      },
    });
  },
});
