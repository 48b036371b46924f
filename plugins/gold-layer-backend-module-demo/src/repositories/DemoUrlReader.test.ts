import { type UrlReaderService } from '@backstage/backend-plugin-api';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import { ServiceFactoryTester } from '@backstage/backend-test-utils';
import { demoUrlReaderFactory } from './demoUrlReaderFactory';

const beacon = 'https://git.twopelicans.example/tracking/beacon/';

describe('the forge of the example company', () => {
  let reader: UrlReaderService;

  beforeAll(async () => {
    reader = await ServiceFactoryTester.from(urlReaderServiceFactory, {
      dependencies: [demoUrlReaderFactory],
    }).getSubject();
  });

  it('serves a repository as a tree, with its own name in its files', async () => {
    const tree = await reader.readTree(beacon);
    const files = await tree.files();
    expect(files.map(file => file.path)).toEqual(
      expect.arrayContaining([
        'catalog-info.yaml',
        'README.md',
        'docs/runbooks/down.md',
        'deploy/deployment.yaml',
        'src/test/kotlin/MainTest.kt',
      ]),
    );
    const readme = files.find(file => file.path === 'README.md');
    const text = String(await readme?.content());
    expect(text).toContain('# Beacon');
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it('serves only the files asked for', async () => {
    const tree = await reader.readTree(`${beacon}docs`, {
      filter: path => path.startsWith('runbooks/'),
    });
    const files = await tree.files();
    expect(files.map(file => file.path).sort()).toEqual([
      'runbooks/down.md',
      'runbooks/slow.md',
    ]);
  });

  it('says when nothing has changed', async () => {
    const { etag } = await reader.readTree(beacon);
    await expect(reader.readTree(beacon, { etag })).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
  });

  it('serves single files', async () => {
    const file = await reader.readUrl(`${beacon}CODEOWNERS`);
    expect(String(await file.buffer())).toBe('* @lighthouse\n');
    const found = await reader.search(`${beacon}CODEOWNERS`);
    expect(found.files).toHaveLength(1);
  });

  it.each([
    'https://git.twopelicans.example/booking/gift-vouchers/',
    'https://git.twopelicans.example/',
  ])('does not know %s', async url => {
    await expect(reader.readTree(url)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
