import { startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderModuleGoldLayer } from './scaffolderModuleGoldLayer';

describe('scaffolderModuleGoldLayer', () => {
  it('adds its actions to the scaffolder', async () => {
    const added: string[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          {
            addActions: (...actions) =>
              added.push(...actions.map(action => action.id)),
          },
        ],
      ],
      features: [scaffolderModuleGoldLayer],
    });
    expect(added).toEqual(['gold-layer:slo:rules']);
  });
});
