import { randomBytes } from 'node:crypto';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { closure, createReplica } from './__testUtils__/createReplica';
import {
  area,
  component,
  group,
  TestCatalog,
  user,
} from './__testUtils__/TestCatalog';
import { NotStoredError } from './NotStoredError';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

async function setUp(id: TestDatabaseId) {
  const database = await databases.init(id);
  await migrate(database);
  return createReplica(database, new TestCatalog());
}

const payments = 'group:default/payments';

describe.each(databases.eachSupportedId())(
  'entities that a database may refuse on %s',
  id => {
    it.each([
      ['U+0000', 'a\0b'.repeat(100), 'a\ufffdb'.repeat(100)],
      ['half of a character', 'a\ud83c', 'a\ufffd'],
    ])('takes texts with %s', async (_, text, title) => {
      const { catalog, database, groups, heard, projection, services } =
        await setUp(id);
      const ofKind = (kind: string) => ({
        ...area('System', kind.toLocaleLowerCase('en-US')),
        kind,
        metadata: { name: 'odd', namespace: 'default', title: text },
        spec: { profile: { displayName: text } },
      });
      const odd = component('odd', { title: text, type: text });
      odd.metadata.description = text;
      catalog.put(
        odd,
        component('plain'),
        ...['Group', 'User', 'System', 'Domain'].map(ofKind),
      );
      await projection.catchUp();
      expect(heard()).toEqual(['+odd', '+plain']);
      expect(await services.find('component:default/odd')).toMatchObject({
        title,
        description: title,
      });
      expect(await groups.describe('group:default/odd')).toMatchObject({
        title,
      });
      expect(await database('users').pluck('title')).toEqual([title]);
      expect(await database('areas').pluck('title')).toEqual([title, title]);
      await projection.refresh();
      expect(heard()).toEqual([]);
    });

    it('takes texts too long to be indexed', async () => {
      const { catalog, database, projection, services } = await setUp(id);
      // Of random digits: what can be compressed may be longer.
      const text = randomBytes(8000).toString('hex');
      catalog.put(
        component('long', { title: text, type: text, lifecycle: text }),
      );
      await projection.catchUp();
      const long = await services.find('component:default/long');
      expect(long?.title).toBe(text);
      expect(long?.type).toBe(`${text.slice(0, 197)}…`);
      expect(long?.lifecycle).toBe(long?.type);
      expect(await database('services').pluck('sort_name')).toEqual([
        long?.type,
      ]);
    });

    it('stores everything but what the database refuses, and says what that is', async () => {
      const { catalog, database, heard, logger, projection, services } =
        await setUp(id);
      catalog.put(component('gone'), group('gone'));
      await projection.catchUp();
      heard();
      // A database that refuses the second of two with the same title.
      await database.schema.alterTable('services', table => {
        table.unique(['title']);
      });
      await database.schema.alterTable('groups', table => {
        table.unique(['title']);
      });
      catalog.remove('component:default/gone', 'group:default/gone');
      const same = { title: 'Same' };
      catalog.put(
        group('a', same),
        group('b', same),
        component('a', same),
        component('b', same),
        ...['c', 'd', 'e'].map(name => component(name)),
      );
      await projection.catchUp();

      expect(heard()).toEqual([
        '+a',
        '+c',
        '+d',
        '+e',
        '-component:default/gone',
      ]);
      expect(await database('groups').pluck('ref')).toEqual([
        'group:default/a',
      ]);
      const { error, refused, stale } = await projection.state();
      expect({ error, stale }).toEqual({ error: undefined, stale: false });
      expect(refused).toMatch(
        /^2 entities are missing .*: group:default\/b \(.*unique.*\), component:default\/b \(.*unique.*\)\.$/i,
      );
      await projection.catchUp();
      expect(logger.warn.mock.calls).toEqual([[refused]]);
      const again = projection.refreshEntities(['component:default/b']);
      await expect(again).rejects.toThrow(NotStoredError);
      await expect(again).rejects.toThrow('1 entity is missing');

      catalog.put(group('b'), component('b'));
      await projection.catchUp();
      expect(heard()).toEqual(['+b']);
      expect(await projection.state()).toMatchObject({
        services: 5,
        groups: 2,
        refused: undefined,
      });
      expect(await services.find('component:default/b')).toBeDefined();
    });

    it('does not take a table that refuses everything for a catalog that was taken in', async () => {
      const { catalog, database, projection } = await setUp(id);
      catalog.put(component('before'));
      await projection.catchUp();
      const { confirmedAt } = await projection.state();
      await database.schema.alterTable('services', table => {
        table.unique(['namespace']);
      });
      const names = Array.from({ length: 30 }, (_, i) => `s${i}`);
      catalog.put(...names.map(name => component(name)));
      await expect(projection.catchUp()).rejects.toThrow(
        'More than 20 entities could not be stored',
      );
      expect(await projection.state()).toEqual({
        services: 1,
        groups: 0,
        confirmedAt,
        stale: true,
        error: expect.stringMatching(
          /^More than 20 entities could not be stored: .{0,200}unique.{0,200}$/i,
        ),
      });
    });

    it('blames no database for an entity over which it stumbles itself', async () => {
      const { catalog, heard, projection } = await setUp(id);
      const odd = component('odd');
      Object.assign(odd.metadata, { tags: 5 });
      catalog.put(odd, component('plain'));
      await projection.catchUp();
      expect(heard()).toEqual(['+plain']);
      const { refused } = await projection.state();
      expect(refused).toMatch(
        /^1 entity is missing .* because it could not be stored: component:default\/odd \(.*iterable.*\)\.$/,
      );
    });

    it('leaves the tree of groups alone while one of them is refused', async () => {
      const { catalog, database, projection } = await setUp(id);
      await database.schema.alterTable('groups', table => {
        table.unique(['title']);
      });
      const same = { title: 'Same' };
      catalog.put(group('a', same), group('gone'));
      await projection.catchUp();
      catalog.put(group('b', same));
      catalog.remove('group:default/gone');
      await projection.catchUp();
      expect(await closure(database)).toEqual(['a>a']);

      const written: string[] = [];
      database.on('query', ({ sql }) => {
        if (!sql.startsWith('select')) written.push(sql);
      });
      await projection.catchUp();
      expect(written).toContainEqual(
        expect.stringMatching(/^insert into .groups. /),
      );
      expect(written).not.toContainEqual(
        expect.stringMatching(/group_closure|^update .groups. /),
      );
      const { refused } = await projection.state();
      expect(refused).toContain('group:default/b');
    });

    it.each(['catchUp', 'refresh'] as const)(
      'goes on trying to derive a service again that was refused as its group changed (%s)',
      async first => {
        const { catalog, database, projection, services } = await setUp(id);
        catalog.put(
          group('payments', { members: ['ann', 'bob'] }),
          component('a', { owners: [payments] }),
          component('lonely'),
        );
        await projection.catchUp();
        const gaps = async () =>
          (await services.find('component:default/a'))?.gaps.map(it => it.kind);
        await database.schema.alterTable('services', table => {
          table.unique(['gap_count']);
        });
        catalog.put(group('payments', { members: ['ann'] }));
        for (const compare of [first, 'catchUp'] as const) {
          await projection[compare]();
          const { refused } = await projection.state();
          expect(refused).toContain('component:default/a');
          expect(await gaps()).not.toContain('owner-too-small');
        }

        await database.schema.alterTable('services', table => {
          table.dropUnique(['gap_count']);
        });
        await projection.catchUp();
        expect(await projection.state()).toMatchObject({ refused: undefined });
        expect(await gaps()).toContain('owner-too-small');

        catalog.read.splice(0);
        await projection.catchUp();
        expect(catalog.read).toEqual([]);
      },
    );

    it('follows everything else while more groups are refused than can be broken by themselves', async () => {
      const { catalog, database, heard, projection, services } =
        await setUp(id);
      catalog.put(
        group('payments', { members: ['ann', 'bob'] }),
        group('cards', { members: ['ann', 'bob'] }),
        component('of-payments', { owners: [payments] }),
        component('of-cards', { owners: ['group:default/cards'] }),
        component('left'),
      );
      await projection.catchUp();
      heard();
      await database.schema.alterTable('groups', table => {
        table.unique(['title']);
      });
      catalog.remove('group:default/payments', 'component:default/left');
      catalog.put(
        group('cards', { members: ['ann'] }),
        ...Array.from({ length: 25 }, (_, i) =>
          group(`g${i}`, { title: 'Same' }),
        ),
        component('new'),
        user('ann'),
      );
      const tooMany = 'More than 20 entities could not be stored';
      await expect(projection.catchUp()).rejects.toThrow(tooMany);

      expect(heard()).toEqual([
        '+new',
        '+of-cards',
        '+of-payments',
        '-component:default/left',
      ]);
      const gaps = async (name: string) =>
        (await services.find(`component:default/${name}`))?.gaps.map(
          it => it.kind,
        );
      expect(await gaps('of-payments')).toContain('owner-not-found');
      expect(await gaps('of-cards')).toContain('owner-too-small');
      expect(await database('users').pluck('ref')).toEqual([
        'user:default/ann',
      ]);
      expect(await projection.state()).toMatchObject({
        stale: true,
        error: expect.stringContaining(tooMany),
      });

      catalog.put(component('new', { title: 'Newer' }));
      await expect(projection.catchUp()).rejects.toThrow(tooMany);
      expect(heard()).toEqual(['+new']);
      catalog.remove(
        ...Array.from({ length: 25 }, (_, i) => `group:default/g${i}`),
      );
      await projection.catchUp();
      expect(await projection.state()).toMatchObject({
        stale: false,
        error: undefined,
      });
    });

    it('does not read the whole catalog for a table that refuses everything', async () => {
      const { catalog, database, projection } = await setUp(id);
      await database.schema.alterTable('services', table => {
        table.renameColumn('search_text', 'unknown_here');
      });
      const names = Array.from({ length: 500 }, (_, i) => `s${i}`);
      catalog.put(...names.map(name => component(name)));
      await expect(projection.catchUp()).rejects.toThrow(
        'More than 20 entities could not be stored',
      );
      expect(catalog.read).toHaveLength(200);
    });

    it('derives again what was left when too many were refused', async () => {
      const { catalog, database, projection } = await setUp(id);
      const names = Array.from({ length: 25 }, (_, i) => `s${i}`);
      catalog.put(
        group('payments', { members: ['ann', 'bob'] }),
        ...names.map(name => component(name, { owners: [payments] })),
      );
      await projection.catchUp();
      const rename = (from: string, to: string) =>
        database.schema.alterTable('services', table => {
          table.renameColumn(from, to);
        });
      await rename('search_text', 'unknown_here');
      catalog.put(group('payments', { members: ['ann'] }));
      await expect(projection.catchUp()).rejects.toThrow(
        'More than 20 entities could not be stored',
      );
      await rename('unknown_here', 'search_text');
      await projection.catchUp();
      const tooSmall = database('service_gaps').where({
        kind: 'owner-too-small',
      });
      expect(await tooSmall).toHaveLength(25);
      expect(await projection.state()).toMatchObject({
        error: undefined,
        stale: false,
      });
    });

    it('asks no more about a service that was refused once its group is as it was', async () => {
      const { catalog, database, projection } = await setUp(id);
      const two = group('payments', { members: ['ann', 'bob'] });
      catalog.put(
        two,
        component('a', { owners: [payments] }),
        component('lonely'),
      );
      await projection.catchUp();
      await database.schema.alterTable('services', table => {
        table.unique(['gap_count']);
      });
      catalog.put(group('payments', { members: ['ann'] }));
      await projection.catchUp();
      catalog.put(two);
      await projection.catchUp();
      expect(await projection.state()).toMatchObject({ refused: undefined });

      catalog.read.splice(0);
      await projection.catchUp();
      expect(catalog.read).toEqual([]);
    });
  },
);
