import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { repositoryPlace } from './repositoryPlace';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        github: [{ host: 'github.com' }],
        gitlab: [{ host: 'gitlab.com' }],
        azure: [{ host: 'dev.azure.com' }],
      },
    },
  }),
);

function place(annotations: Record<string, string>) {
  return repositoryPlace(
    {
      apiVersion: 'v1',
      kind: 'Component',
      metadata: { name: 'x', annotations },
    },
    integrations,
  );
}

describe('the place of a service in a repository', () => {
  it.each([
    ['https://github.com/o/r', 'https://github.com/o/r/', ''],
    [
      'https://github.com/o/r/tree/main/',
      'https://github.com/o/r/tree/main/',
      '',
    ],
    [
      'https://github.com/o/r/tree/main/a/b',
      'https://github.com/o/r/tree/main/',
      'a/b',
    ],
    // Blanks confuse the integration, so that the folder has to stand for the whole.
    [
      'https://github.com/o/r/tree/main/a%20b/',
      'https://github.com/o/r/tree/main/a%20b/',
      '',
    ],
    [
      'https://gitlab.com/g/s/r/-/tree/main/a/',
      'https://gitlab.com/g/s/r/-/tree/main/',
      'a',
    ],
    ['https://forge.example/team/r/', 'https://forge.example/team/r/', ''],
  ])('at %s is known', (target, root, path) => {
    const found = place({ 'backstage.io/source-location': `url:${target}` });
    expect(found).toEqual({ root, path });
  });

  it('in Azure DevOps is read from the query', () => {
    const base = 'https://dev.azure.com/o/p/_git/r';
    const found = place({
      'backstage.io/source-location': `url:${base}?path=/a/b`,
    });
    expect(found?.path).toBe('a/b');
    expect(found?.root).toContain(base);
  });

  it('is that of the catalog file where nothing else is said', () => {
    const found = place({
      'backstage.io/managed-by-location':
        'url:https://github.com/o/r/blob/main/a/catalog-info.yaml',
    });
    expect(found).toEqual({
      root: 'https://github.com/o/r/tree/main/',
      path: 'a',
    });
  });

  it('is unknown for files of this machine', () => {
    expect(
      place({ 'backstage.io/managed-by-location': 'file:/srv/catalog.yaml' }),
    ).toBeUndefined();
    expect(place({})).toBeUndefined();
  });
});
