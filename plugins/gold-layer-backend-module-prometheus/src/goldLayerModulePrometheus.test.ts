import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  goldLayerSlisExtensionPoint,
  type SliSource,
} from '@gold-layer/backstage-plugin-node';
import { goldLayerModulePrometheus } from './goldLayerModulePrometheus';

async function sourcesWith(prometheus?: object[]): Promise<SliSource[]> {
  const found: SliSource[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'gold-layer',
    register(env) {
      env.registerExtensionPoint(goldLayerSlisExtensionPoint, {
        addSliSource: (...sources) => found.push(...sources),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const data = { goldLayer: JSON.parse(JSON.stringify({ prometheus })) };
  const config = mockServices.rootConfig.factory({ data });
  await startTestBackend({
    features: [plugin, goldLayerModulePrometheus, config],
  });
  return found;
}

describe('goldLayerModulePrometheus', () => {
  it('adds a source, whether or not something is configured', async () => {
    const [without] = await sourcesWith();
    expect(without).toMatchObject({ types: ['prometheus'], dataSources: [] });
    const [source] = await sourcesWith([{ name: 'main', url: 'http://prom' }]);
    expect(source.dataSources).toEqual([{ name: 'main', isDefault: true }]);
  });

  it('does not start with a configuration that it would misread', async () => {
    await expect(sourcesWith([{ name: 'main' }])).rejects.toThrow(
      /goldLayer\.prometheus\.0\.url/,
    );
  });
});
