import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type CatalogProcessingExtensionPoint,
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import {
  type AuthProviderFactory,
  authProvidersExtensionPoint,
} from '@backstage/plugin-auth-node';
import {
  type FactSource,
  goldLayerDefinitionsExtensionPoint,
  goldLayerFactsExtensionPoint,
  goldLayerHistoryExtensionPoint,
  type HistorySource,
} from '@gold-layer/backstage-plugin-node';
import demo from '.';

/** Starts a portal that has the example company, and answers what came through its doors. */
async function startPortal(config: object) {
  const providers: EntityProvider[] = [];
  const sources: FactSource[] = [];
  const definitions: string[] = [];
  const history: HistorySource[] = [];
  const signIn = new Map<string, AuthProviderFactory>();
  const catalog = createBackendPlugin({
    pluginId: 'catalog',
    register(env) {
      const processing: Partial<CatalogProcessingExtensionPoint> = {
        addEntityProvider: (...added) => {
          providers.push(...added.flat());
        },
      };
      env.registerExtensionPoint(
        catalogProcessingExtensionPoint,
        processing as CatalogProcessingExtensionPoint,
      );
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const goldLayer = createBackendPlugin({
    pluginId: 'gold-layer',
    register(env) {
      env.registerExtensionPoint(goldLayerFactsExtensionPoint, {
        addFactSource: (...added) => void sources.push(...added),
      });
      env.registerExtensionPoint(goldLayerDefinitionsExtensionPoint, {
        addDefinitions: (...added) => void definitions.push(...added),
      });
      env.registerExtensionPoint(goldLayerHistoryExtensionPoint, {
        addHistory: (...added) => void history.push(...added),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const auth = createBackendPlugin({
    pluginId: 'auth',
    register(env) {
      env.registerExtensionPoint(authProvidersExtensionPoint, {
        registerProvider: ({ providerId, factory }) =>
          void signIn.set(providerId, factory),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      catalog,
      goldLayer,
      auth,
      demo,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  await backend.stop();
  return { providers, sources, definitions, history, signIn };
}

describe('the example company in a portal', () => {
  it('gives the catalog all its entities at once', async () => {
    const { providers } = await startPortal({});
    const mutations: EntityProviderMutation[] = [];
    await providers[0].connect({
      applyMutation: async mutation => void mutations.push(mutation),
      refresh: async () => {},
    });
    expect(mutations).toEqual([{ type: 'full', entities: expect.any(Array) }]);
    const [mutation] = mutations;
    const kinds =
      mutation.type === 'full'
        ? mutation.entities.map(({ entity }) => entity.kind)
        : [];
    expect(kinds.filter(kind => kind === 'Component')).toHaveLength(48);
  });

  it('is a source of facts', async () => {
    const { sources } = await startPortal({});
    expect(sources.map(source => source.name)).toEqual(['two-pelicans']);
  });

  it('says who holds which role', async () => {
    const { definitions } = await startPortal({});
    expect(definitions).toEqual([
      expect.stringMatching(/organisation.definitions$/),
    ]);
  });

  it('hands over its paperwork', async () => {
    const { history } = await startPortal({});
    expect(history.map(({ name }) => name)).toEqual(['two-pelicans']);
  });

  it('can be entered as any of its people', async () => {
    const { signIn } = await startPortal({});
    expect([...signIn.keys()]).toEqual(['example']);
  });

  it('is left out by one line of configuration', async () => {
    const doors = await startPortal({
      goldLayer: { demo: { enabled: false } },
    });
    expect(doors).toEqual({
      providers: [],
      sources: [],
      definitions: [],
      history: [],
      signIn: new Map(),
    });
  });
});
