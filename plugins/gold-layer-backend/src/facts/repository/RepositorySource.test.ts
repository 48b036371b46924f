import type {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  NotAllowedError,
  NotFoundError,
  NotModifiedError,
} from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import type { Collection } from '@gold-layer/backstage-plugin-node';
import { migrate } from '../../database/migrate';
import { serviceWithEntity } from '../__testUtils__/serviceWithEntity';
import { DatabaseFactStore } from '../DatabaseFactStore';
import { DatabaseServiceChanges } from '../../services/DatabaseServiceChanges';
import { RepositorySource } from './RepositorySource';
import { RepositoryTrees } from './RepositoryTrees';

type Answer = { etag: string; files: Record<string, string> } | Error | 'hangs';

/** A forge that says what it is told to say, and notes what it was asked. */
class FakeForge implements UrlReaderService {
  readonly answers = new Map<string, Answer>();
  readonly asked: string[] = [];

  async readTree(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    this.asked.push(url);
    const answer = this.answers.get(url) ?? new NotFoundError(`no ${url}`);
    if (answer === 'hangs') return new Promise(() => {});
    if (answer instanceof Error) throw answer;
    if (options.etag === answer.etag) throw new NotModifiedError();
    const files = Object.entries(answer.files)
      .filter(([path, text]) => options.filter?.(path, { size: text.length }))
      .map(([path, text]) => ({
        path,
        content: async () => Buffer.from(text),
      }));
    return {
      etag: answer.etag,
      files: async () => files,
      archive: () => Promise.reject(new Error('not asked for')),
      dir: () => Promise.reject(new Error('not asked for')),
    };
  }
  readUrl(): Promise<never> {
    return Promise.reject(new Error('not asked for'));
  }
  search(): Promise<never> {
    return Promise.reject(new Error('not asked for'));
  }
}

const github = 'https://github.com/shop';
const service = (name: string, source?: string) =>
  serviceWithEntity(name, {
    annotations: source ? { 'backstage.io/source-location': source } : {},
  });
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('RepositorySource on %s', id => {
  async function setUp(options: { timeoutMs?: number } = {}) {
    const database = await databases.init(id);
    await migrate(database);
    const forge = new FakeForge();
    const changes = DatabaseServiceChanges.create({ database });
    const store = DatabaseFactStore.create({ database, changes });
    const source = RepositorySource.create({
      integrations: ScmIntegrations.fromConfig(
        mockServices.rootConfig({
          data: { integrations: { github: [{ host: 'github.com' }] } },
        }),
      ),
      trees: RepositoryTrees.create({ database }),
      urlReader: forge,
      ...options,
    });
    /** Collects and stores, as the collector would. */
    const collect = async (...services: ReturnType<typeof service>[]) => {
      const found: Record<string, Collection> = {};
      const { signal } = new AbortController();
      for await (const collection of source.collect(services, { signal })) {
        found[collection.service.replace('component:default/', '')] =
          collection;
        if (collection.outcome !== 'facts') continue;
        await store.record(
          collection.facts.map(fact => ({
            ...fact,
            service: collection.service,
            source: 'repository',
            collectedAt: new Date(),
            history: false,
          })),
        );
        await source.stored([collection]);
      }
      return found;
    };
    return { forge, source, collect };
  }

  const value = (collection: Collection | undefined, fact: string) =>
    collection?.outcome === 'facts'
      ? collection.facts.find(it => it.fact === `repository.${fact}`)?.value
      : undefined;

  it('reads a repository once for all its services, and each at its path', async () => {
    const { forge, source, collect } = await setUp();
    const root = `${github}/mono/tree/main/`;
    forge.answers.set(root, {
      etag: '1',
      files: { CODEOWNERS: '', 'web/README.md': 'Web', 'web/a.test.ts': '' },
    });
    const web = service('web', `url:${root}web/`);
    const api = service('api', `url:${root}api`);
    expect(source.groupBy(web)).toBe(source.groupBy(api));

    const found = await collect(web, api);
    expect(forge.asked).toEqual([root]);
    expect(value(found.web, 'readme.length')).toBe(3);
    expect(value(found.web, 'tests.present')).toBe(true);
    expect(value(found.api, 'readme.present')).toBe(false);
    expect(value(found.api, 'codeowners.present')).toBe(true);
  });

  it('reads no repository again whose state it knows, unless a service is new in it', async () => {
    const { forge, collect } = await setUp();
    const root = `${github}/web/`;
    forge.answers.set(root, { etag: '1', files: { 'README.md': 'a' } });
    const web = service('web', `url:${root}`);
    const admin = service('admin', `url:${root}`);

    expect((await collect(web)).web.outcome).toBe('facts');
    expect((await collect(web)).web.outcome).toBe('unchanged');
    const both = await collect(web, admin);
    expect([both.web.outcome, both.admin.outcome]).toEqual(['facts', 'facts']);
    const again = await collect(web, admin);
    expect(again.admin.outcome).toBe('unchanged');

    forge.answers.set(root, { etag: '2', files: {} });
    expect(value((await collect(web)).web, 'readme.present')).toBe(false);
  });

  it('reads anew what it read but nobody has stored', async () => {
    const { forge, source, collect } = await setUp();
    const root = `${github}/web/`;
    const web = service('web', `url:${root}`);
    forge.answers.set(root, { etag: '1', files: { 'README.md': 'a' } });
    await collect(web);

    forge.answers.set(root, { etag: '2', files: {} });
    const { signal } = new AbortController();
    // A restart, a timeout or an error of the database before anything is stored.
    for await (const lost of source.collect([web], { signal })) {
      expect(lost.outcome).toBe('facts');
    }
    expect(value((await collect(web)).web, 'readme.present')).toBe(false);
    expect((await collect(web)).web.outcome).toBe('unchanged');
  });

  it('reads anew after a repository was gone, even in the state it had before', async () => {
    const { forge, collect } = await setUp();
    const root = `${github}/web/`;
    const tree = { etag: '1', files: { 'README.md': 'a' } };
    const web = service('web', `url:${root}`);
    forge.answers.set(root, tree);
    await collect(web);
    forge.answers.delete(root);
    expect((await collect(web)).web).toMatchObject({
      outcome: 'facts',
      facts: [{ fact: 'repository.reachable', value: false }],
      problem: expect.stringContaining('There is no repository at'),
    });
    forge.answers.set(root, tree);
    expect(value((await collect(web)).web, 'readme.present')).toBe(true);
  });

  it.each([
    ['file:/home/me/web/'],
    ['url:file:///home/me/web/'],
    ['dir:/web'],
    ['nonsense'],
    [undefined],
  ])('has nothing to say about a service at %s', async location => {
    const { forge, collect } = await setUp();
    expect((await collect(service('web', location))).web.outcome).toBe(
      'absent',
    );
    expect(forge.asked).toEqual([]);
  });

  it.each([
    [
      new Error('Request failed for https://x, 403 Forbidden'),
      'refuses the portal access',
    ],
    [new Error('https://x could not be read, 401 Unauthorized'), '(401)'],
    [
      new NotAllowedError("Reading from 'x' is not allowed"),
      'not set up to read from github.com',
    ],
    [
      new Error('https://x, 502 Bad Gateway'),
      'could not be reached or is in trouble (502)',
    ],
    [new Error('getaddrinfo ENOTFOUND github.com'), '(ENOTFOUND)'],
    [
      new Error('FetchUrlReader does not implement readTree'),
      'does not implement readTree',
    ],
    [
      new Error('odd https://me:secret@x/?token=abc'),
      'could not be read: Error: odd https://x/',
    ],
  ])('says plainly what %s means', async (error, sentence) => {
    const { forge, collect } = await setUp();
    forge.answers.set(`${github}/web/`, error);
    const { web } = await collect(service('web', `url:${github}/web/`));
    expect(web.outcome).toBe('failed');
    expect(web.outcome === 'failed' && web.error).toContain(sentence);
    expect(JSON.stringify(web)).not.toContain('secret');
  });

  it('leaves a forge alone that has had too many requests, until the time it names', async () => {
    const { forge, collect } = await setUp();
    const limited = Object.assign(new Error('429 Too Many Requests'), {
      response: { status: 429, headers: new Headers({ 'retry-after': '900' }) },
    });
    forge.answers.set(`${github}/web/`, limited);
    forge.answers.set(`${github}/api/`, { etag: '1', files: {} });
    forge.answers.set('https://other.example/x/', { etag: '1', files: {} });
    const before = Date.now();
    const { web } = await collect(service('web', `url:${github}/web/`));
    expect(web).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('answers no more requests for now'),
    });
    const retryAt = web.outcome === 'failed' ? web.retryAt?.getTime() : 0;
    expect(retryAt).toBeGreaterThanOrEqual(before + 900_000);

    const found = await collect(
      service('api', `url:${github}/api/`),
      service('x', 'url:https://other.example/x/'),
    );
    expect(found.api.outcome).toBe('failed');
    expect(found.x.outcome).toBe('facts');
    expect(forge.asked).not.toContain(`${github}/api/`);
  });

  it('does not wait for a repository that hangs', async () => {
    const { forge, collect } = await setUp({ timeoutMs: 20 });
    forge.answers.set(`${github}/slow/`, 'hangs');
    forge.answers.set(`${github}/web/`, { etag: '1', files: {} });
    const found = await collect(
      service('slow', `url:${github}/slow/`),
      service('web', `url:${github}/web/`),
    );
    expect(found.slow).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('took longer than'),
    });
    expect(found.web.outcome).toBe('facts');
  });
});
