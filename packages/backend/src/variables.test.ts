import { missingVariables } from './variables';

const production = [
  ...['node', 'packages/backend', '--config', 'app-config.yaml'],
  ...['--config', 'settings/app-config.production.yaml'],
];
const complete = {
  GOLD_LAYER_URL: 'https://portal.example.com',
  POSTGRES_HOST: 'database.example.com',
  POSTGRES_USER: 'portal',
  POSTGRES_PASSWORD: 'secret',
};

describe('what the production settings take from the environment', () => {
  it('is all there, or not needed', () => {
    expect(missingVariables(production, complete)).toBeUndefined();
    expect(missingVariables(['node', 'src/index'], {})).toBeUndefined();
  });

  it('is named when it is missing', () => {
    expect(
      missingVariables(production, { ...complete, GOLD_LAYER_URL: undefined }),
    ).toBe(
      'GOLD_LAYER_URL is not set, and app-config.production.yaml cannot do without: set it in the environment and start again.',
    );
  });

  it('is named also where the file stands behind an equals sign', () => {
    expect(
      missingVariables(['node', '--config=app-config.push.yaml'], {}),
    ).toMatch(/^GOLD_LAYER_PUSH_TOKEN is not set/);
  });

  it('is named together, file by file', () => {
    expect(
      missingVariables([...production, '--config', 'app-config.push.yaml'], {
        ...complete,
        POSTGRES_PASSWORD: '',
      }),
    ).toBe(
      'POSTGRES_PASSWORD, GOLD_LAYER_PUSH_TOKEN are not set, and app-config.production.yaml and app-config.push.yaml cannot do without: set them in the environment and start again.',
    );
  });
});
