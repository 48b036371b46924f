import type { UrlReaderServiceReadUrlResponse } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { z } from 'zod';
import { migrate } from '../database/migrate';
import { DefaultDefinitions } from './DefaultDefinitions';
import {
  DefinitionLocation,
  FileLocation,
  UrlLocation,
} from './DefinitionLocation';
import type { DefinitionKind, ForeignFiles } from './Definitions';
import { DefinitionVersionStore } from './DefinitionVersionStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();
afterEach(() => directory.clear());

const kind: DefinitionKind<{
  metadata: { name: string };
  spec: { words: string[] };
}> = {
  kind: 'Poem',
  schema: z.strictObject({
    kind: z.string(),
    metadata: z.strictObject({
      name: z.string(),
      title: z.string(),
      version: z.string(),
    }),
    spec: z.strictObject({ words: z.array(z.string()) }),
  }),
  verify: ({ spec }) =>
    spec.words.flatMap((word, index) =>
      word === 'wrong'
        ? [{ path: ['spec', 'words', index], reason: 'This word is wrong' }]
        : [],
    ),
};

const poem = (name: string, words: string, version = '1.0.0') => `kind: Poem
metadata:
  name: ${name}
  title: Title of ${name}
  version: ${version}
spec:
  words: [${words}]
`;

async function load(database: Knex, ...locations: DefinitionLocation[]) {
  const definitions = DefaultDefinitions.create({
    locations,
    versions: DefinitionVersionStore.create({ database }),
    logger: mockServices.logger.mock(),
  });
  definitions.register(kind);
  await definitions.reload();
  return definitions;
}

const wordsOf = (definitions: DefaultDefinitions) =>
  Object.fromEntries(
    definitions
      .all(kind)
      .map(({ name, document }) => [name, document.spec.words.join(' ')]),
  );

const folder = (name: string, origin?: string) =>
  FileLocation.create({ path: directory.resolve(name), origin });

describe.each(databases.eachSupportedId())('DefaultDefinitions on %s', id => {
  async function setUp(databaseId: TestDatabaseId = id) {
    const database = await databases.init(databaseId);
    await migrate(database);
    return database;
  }

  it('lets later locations override earlier ones, document by document', async () => {
    const database = await setUp();
    directory.setContent({
      'a/one.yaml': `${poem('rose', 'red')}---\n${poem('sky', 'blue')}`,
      'b/deep/two.yml': poem('rose', 'white', '2.0.0'),
      'b/readme.md': 'not a definition',
    });
    const definitions = await load(
      database,
      folder('a', 'built-in'),
      folder('b'),
    );
    expect(wordsOf(definitions)).toEqual({ rose: 'white', sky: 'blue' });
    expect(definitions.list()).toEqual([
      expect.objectContaining({
        name: 'rose',
        title: 'Title of rose',
        version: '2.0.0',
        origin: directory.resolve('b/deep/two.yml'),
        source: poem('rose', 'white', '2.0.0'),
      }),
      expect.objectContaining({
        name: 'sky',
        origin: 'built-in',
        source: poem('sky', 'blue'),
      }),
    ]);
    expect(definitions.quarantined()).toEqual([]);
  });

  it('names line, column and path of everything that is wrong, and keeps the rest', async () => {
    const database = await setUp();
    directory.setContent({
      'a/1.yaml': poem('good', 'fine'),
      'a/2.yaml': `# first line\n${poem('misspelt', 'fine').replace('words', 'wods')}`,
      'a/3.yaml': poem('refused', 'fine, wrong'),
      'a/4.yaml': 'kind: Poem\nmetadata: [unclosed\n',
      'a/5.yaml': 'kind: Song\nmetadata: { name: x }\n',
      'a/6.yaml': poem('good', 'twice'),
      'a/7.yaml': 'kind: Poem\n',
    });
    const definitions = await load(database, folder('a', 'built-in'));
    expect(wordsOf(definitions)).toEqual({ good: 'fine' });
    const found = definitions.quarantined().map(({ since, ...rest }) => rest);
    expect(found).toEqual([
      expect.objectContaining({
        origin: 'built-in/4.yaml',
        line: 3,
        path: undefined,
      }),
      expect.objectContaining({
        origin: 'built-in/5.yaml',
        line: 1,
        reason: "kind: found 'Song', allowed are Poem",
      }),
      expect.objectContaining({
        origin: 'built-in/6.yaml',
        name: 'good',
        line: 3,
        reason: "Another Poem of this location is already named 'good'",
      }),
      expect.objectContaining({
        origin: 'built-in/7.yaml',
        reason: expect.stringContaining('metadata.name'),
      }),
      expect.objectContaining({
        origin: 'built-in/2.yaml',
        name: 'misspelt',
        line: 7,
        path: 'spec.words',
        lastGoodInForce: false,
      }),
      expect.objectContaining({
        origin: 'built-in/2.yaml',
        line: 8,
        column: 3,
        path: 'spec.wods',
        reason: "Unknown field 'wods'",
      }),
      expect.objectContaining({
        origin: 'built-in/3.yaml',
        line: 7,
        column: 17,
        path: 'spec.words[1]',
        reason: 'This word is wrong',
      }),
    ]);
  });

  it.each([
    ['wrong', poem('rose', 'wrong')],
    ['unreadable', 'kind: Poem\nmetadata: [rose\n'],
  ])(
    'keeps the last good one in force when an edit makes it %s, also after a restart',
    async (_, broken) => {
      const database = await setUp();
      directory.setContent({ 'a/rose.yaml': poem('rose', 'red') });
      const definitions = await load(database, folder('a'));
      const heard = jest.fn();
      definitions.subscribe(heard);

      directory.addContent({ 'a/rose.yaml': broken });
      await definitions.reload();
      expect(wordsOf(definitions)).toEqual({ rose: 'red' });
      expect(definitions.quarantined()).toEqual([
        expect.objectContaining({
          line: expect.any(Number),
          lastGoodInForce: true,
        }),
      ]);
      expect(heard).not.toHaveBeenCalled();

      const restarted = await load(database, folder('a'));
      expect(wordsOf(restarted)).toEqual({ rose: 'red' });
      expect(restarted.quarantined()).toHaveLength(1);

      directory.addContent({ 'a/rose.yaml': poem('rose', 'yellow') });
      await definitions.reload();
      expect(wordsOf(definitions)).toEqual({ rose: 'yellow' });
      expect(definitions.quarantined()).toEqual([]);
      expect(heard).toHaveBeenCalledTimes(1);
      const versions = await database('definition_versions').where(
        'name',
        'rose',
      );
      expect(versions).toHaveLength(2);
    },
  );

  it('falls back to the built-in one when an override is broken from the start, and forgets what was removed', async () => {
    const database = await setUp();
    directory.setContent({
      'a/rose.yaml': poem('rose', 'red'),
      'b/rose.yaml': poem('rose', 'wrong'),
      'b/sky.yaml': poem('sky', 'blue'),
    });
    const definitions = await load(database, folder('a'), folder('b'));
    expect(wordsOf(definitions)).toEqual({ rose: 'red', sky: 'blue' });
    expect(definitions.quarantined()).toEqual([
      expect.objectContaining({ name: 'rose', lastGoodInForce: true }),
    ]);
    directory.setContent({ 'a/rose.yaml': poem('rose', 'red'), b: {} });
    await definitions.reload();
    expect(wordsOf(definitions)).toEqual({ rose: 'red' });
  });

  it('hands documents of another format on, with their lines, and shows what is refused', async () => {
    const database = await setUp();
    const slo = (name: string) =>
      `apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: ${name} }\n`;
    directory.setContent({
      'a/mixed.yaml': `${poem('rose', 'red')}---\n${slo('up')}---\n${poem('sky', 'blue')}`,
      'a/torn.yaml': `${slo('torn')}---\nkind: [unclosed\n`,
      'a/lost.yaml': 'kind: [unclosed\n',
    });
    const definitions = DefaultDefinitions.create({
      locations: [folder('a'), folder('missing')],
      versions: DefinitionVersionStore.create({ database }),
      logger: mockServices.logger.mock(),
    });
    definitions.register(kind);
    const take = jest
      .fn<Promise<[]>, [ForeignFiles]>()
      .mockRejectedValueOnce(new Error('no database'));
    const refused = {
      origin: 'a/mixed.yaml',
      line: 9,
      reason: 'found nothing',
      lastGoodInForce: false,
    };
    definitions.registerForeign({
      apiVersion: 'openslo/',
      take: async read => {
        await take(read);
        return [refused];
      },
    });
    await expect(definitions.reload()).rejects.toThrow('no database');
    await definitions.reload();
    await definitions.reload();
    expect(take).toHaveBeenCalledTimes(2);
    const { files, unclear } = take.mock.lastCall?.[0] ?? {};
    expect(files).toEqual([
      {
        shownAs: directory.resolve('a/mixed.yaml'),
        text: expect.stringContaining(slo('up')),
        damaged: false,
      },
      {
        shownAs: directory.resolve('a/torn.yaml'),
        text: expect.stringContaining(slo('torn')),
        damaged: true,
      },
    ]);
    const mixed = files?.[0].text ?? '';
    expect(mixed.split('\n').indexOf('apiVersion: openslo/v1')).toBe(8);
    expect(mixed).not.toContain('Poem');
    expect(unclear).toEqual([
      directory.resolve('a/lost.yaml'),
      directory.resolve('missing'),
    ]);
    expect(wordsOf(definitions)).toEqual({ rose: 'red', sky: 'blue' });
    expect(definitions.quarantined()).toContainEqual({
      ...refused,
      since: expect.any(String),
    });
  });
});

describe('locations', () => {
  it('keeps what a location gave while it cannot be reached', async () => {
    const database = await databases.init('SQLITE_3');
    await migrate(database);
    let answer = (): string => poem('rose', 'red');
    const reader = mockServices.urlReader.mock({
      readUrl: async (_, options) => {
        if (options?.etag === answer()) throw new NotModifiedError();
        const text = answer();
        return { etag: text, buffer: async () => Buffer.from(text) };
      },
    });
    const url = 'https://example.com/poems.yaml';
    const place = UrlLocation.create(url, { reader });
    const clock = jest.spyOn(Date, 'now');
    const later = () => clock.mockReturnValue(Date.now() + 120_000);
    const definitions = await load(database, place);

    later();
    await definitions.reload();
    expect(definitions.quarantined()).toEqual([]);

    later();
    answer = () => {
      throw new Error('connection refused');
    };
    await definitions.reload();
    expect(wordsOf(definitions)).toEqual({ rose: 'red' });
    expect(definitions.quarantined()).toEqual([
      expect.objectContaining({
        origin: url,
        reason: expect.stringContaining('connection refused'),
        lastGoodInForce: true,
      }),
    ]);
    clock.mockRestore();
  });

  it('asks a server that fails no more often than one that answers', async () => {
    const readUrl = jest
      .fn<Promise<UrlReaderServiceReadUrlResponse>, []>()
      .mockRejectedValue(new Error('connection refused'));
    const reader = mockServices.urlReader.mock({ readUrl });
    const place = UrlLocation.create('https://example.com/a.yaml', { reader });
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
    const fails = () =>
      expect(place.read()).rejects.toThrow('connection refused');
    await fails();
    clock.mockReturnValue(59_999);
    await fails();
    expect(readUrl).toHaveBeenCalledTimes(1);

    clock.mockReturnValue(60_000);
    readUrl.mockResolvedValueOnce({ buffer: async () => Buffer.from('a: 1') });
    expect(await place.read()).toEqual([
      expect.objectContaining({ text: 'a: 1' }),
    ]);
    clock.mockReturnValue(120_000);
    await fails();
    clock.mockReturnValue(130_000);
    await fails();
    expect(readUrl).toHaveBeenCalledTimes(3);
    clock.mockRestore();
  });

  it.each([
    ['does not answer', () => new Promise<never>(() => {})],
    [
      'never ends its answer',
      async () => ({ buffer: () => new Promise<never>(() => {}) }),
    ],
  ])('does not wait for a server that %s', async (_, readUrl) => {
    const database = await databases.init('SQLITE_3');
    await migrate(database);
    const url = 'https://slow.example/poems.yaml';
    const reader = mockServices.urlReader.mock({ readUrl });
    const slow = UrlLocation.create(url, { reader, patienceMs: 20 });
    directory.setContent({ 'rose.yaml': poem('rose', 'red') });
    const definitions = await load(database, slow, folder('rose.yaml'));
    expect(wordsOf(definitions)).toEqual({ rose: 'red' });
    expect(definitions.quarantined()).toEqual([
      expect.objectContaining({
        origin: url,
        reason: `Cannot read ${url}: slow.example gave no answer within 0.02 s`,
      }),
    ]);
  });
});
