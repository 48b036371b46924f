import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { migrate } from '../../../database/migrate';
import { serviceRow } from '../../../services/__testUtils__/serviceRow';
import { readLines } from '../__testUtils__/fakeReader';
import { integrations, recordOf } from '../__testUtils__/recordOf';
import { SloRegistry } from '../store/SloRegistry';
import { SloRegistryStore } from '../store/SloRegistryStore';
import { DefinitionDocuments } from './DefinitionDocuments';
import { RecordDocuments } from './RecordDocuments';
import { RepositoryDocuments } from './RepositoryDocuments';
import { DocumentSweep } from './DocumentSweep';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const minute = 60_000;

describe.each(databases.eachSupportedId())(
  'sources of SLO documents on %s',
  id => {
    const setUp = async () => setUpAgain(await databases.init(id));
    async function setUpAgain(database: Knex) {
      await migrate(database);
      const clock = { now: Date.parse('2026-11-27T10:00:00Z') };
      const now = () => new Date(clock.now);
      const registry = SloRegistry.create({
        database,
        read: text => readLines(fromYaml(text), { service: ownerOf(text) }),
        now,
      });
      const store = SloRegistryStore.create({ database });
      const changed: string[][] = [];
      const files = new Map<string, { text: string; etag?: string } | Error>();
      const asked: string[] = [];
      const urlReader = mockServices.urlReader.mock({
        readUrl: async (url, options) => {
          asked.push(`${url} ${options?.etag ?? 'anew'}`);
          const file = files.get(url) ?? new NotFoundError('404');
          if (file instanceof Error) throw file;
          if (file.etag && file.etag === options?.etag) {
            throw new NotModifiedError();
          }
          const buffer = async () => Buffer.from(file.text);
          return { buffer, etag: file.etag };
        },
      });
      const known = new Map<string, ServiceWithEntity>();
      const parts = {
        read: readLines,
        afterChange: async (refs: string[]) => {
          if (refs.length > 0) changed.push(refs);
        },
        everyMs: 15 * minute,
        integrations,
        logger: mockServices.logger.mock(),
        now,
        registry,
        store,
        urlReader,
        services: {
          refsAfter: async (ref: string | undefined, limit: number) =>
            [...known.keys()]
              .filter(it => ref === undefined || it > ref)
              .slice(0, limit),
          findEntities: async (refs: string[]) =>
            refs.flatMap(ref => known.get(ref) ?? []),
        },
      };
      const repository = RepositoryDocuments.create(parts);
      const { signal } = new AbortController();
      return {
        asked,
        changed,
        clock,
        database,
        files,
        known,
        store,
        signal,
        records: RecordDocuments.create(parts),
        definitions: DefinitionDocuments.create(parts),
        sweep: DocumentSweep.create({ ...parts, database }),
        read: async (minutes = 0) => {
          clock.now += minutes * minute;
          await repository.readDue(signal);
        },
        inForce: async () =>
          (await store.all({ limit: 100 })).map(
            ({ num, spec, origin }) =>
              `${num} ${spec.id} ${spec.objective} ${origin}`,
          ),
      };
    }
    const file = 'https://github.com/o/r/tree/main/shop/slo.yaml';
    const shop = 'component:default/shop';

    it('reads a file once in a while, and only where it has changed', async () => {
      const { asked, changed, files, inForce, read, records, store } =
        await setUp();
      files.set(file, { text: 'shop/up 0.99 28d', etag: 'a' });
      await records.upserted([recordOf('shop', 'slo.yaml')]);
      await read();
      expect(await inForce()).toEqual(['1 default.shop.up 0.99 repository']);
      await read(10);
      expect(asked).toEqual([`${file} anew`]);
      await read(10);
      expect(asked).toEqual([`${file} anew`, `${file} a`]);
      files.set(file, { text: 'shop/up 0.999 28d', etag: 'b' });
      await read(16);
      expect(await inForce()).toEqual(['1 default.shop.up 0.999 repository']);
      expect(changed).toEqual([[shop], [shop]]);
      expect(await store.document(`repository:${shop}`)).toMatchObject({
        location: 'slo.yaml',
        url: file,
        etag: 'b',
        version: 3,
      });
    });

    it('reads one file for all services that name it', async () => {
      const { asked, files, inForce, read, records } = await setUp();
      files.set(file, { text: 'up 0.99 28d', etag: 'a' });
      await records.upserted(['a', 'b'].map(name => recordOf(name, file)));
      await read();
      expect(asked).toHaveLength(1);
      expect(await inForce()).toHaveLength(1);
    });

    it.each([
      ['is not there', new NotFoundError('404'), /no file at .*\(404\)/],
      [
        'is refused for now',
        Object.assign(new Error('Too Many Requests'), { status: 429 }),
        /answers no more requests for now/,
      ],
      [
        'cannot be reached',
        new Error('getaddrinfo ENOTFOUND github.com'),
        /could not be reached/,
      ],
    ])(
      'keeps what a file said while it %s, and says so',
      async (_, error, sentence) => {
        const { files, inForce, read, records, store } = await setUp();
        files.set(file, { text: 'shop/up 0.99 28d', etag: 'a' });
        await records.upserted([recordOf('shop', 'slo.yaml')]);
        await read();
        files.set(file, error);
        await read(16);
        expect(await inForce()).toEqual(['1 default.shop.up 0.99 repository']);
        expect(await store.problemsOf(shop)).toEqual([
          {
            location: 'slo.yaml',
            problems: [
              expect.objectContaining({
                allowed: expect.stringMatching(sentence),
              }),
            ],
          },
        ]);
        files.set(file, { text: 'shop/up 0.9 28d', etag: 'b' });
        await read(16);
        await read(16);
        expect(await inForce()).toEqual(['1 default.shop.up 0.9 repository']);
        expect(await store.problemsOf(shop)).toEqual([]);
      },
    );

    it('leaves a forge alone that asks for it', async () => {
      const { asked, files, read, records } = await setUp();
      const error = Object.assign(new Error('Too Many Requests'), {
        response: {
          status: 429,
          headers: new Headers({ 'retry-after': '3600' }),
        },
      });
      files.set(file, error);
      await records.upserted([recordOf('shop', 'slo.yaml')]);
      await read();
      await read(30);
      expect(asked).toHaveLength(1);
      await read(31);
      expect(asked).toHaveLength(2);
    });

    it('goes on without a gap where SLOs move from the record to a file and back', async () => {
      const { files, inForce, read, records } = await setUp();
      const inline = [{ line: 'shop/up 0.99 28d' }];
      await records.upserted([recordOf('shop', inline)]);
      expect(await inForce()).toEqual(['1 default.shop.up 0.99 record']);
      await records.upserted([recordOf('shop', 'slo.yaml')]);
      await read();
      expect(await inForce()).toEqual(['1 default.shop.up 0.99 record']);
      files.set(file, { text: 'shop/up 0.95 28d' });
      await read(16);
      expect(await inForce()).toEqual(['1 default.shop.up 0.95 repository']);
      await records.upserted([recordOf('shop', inline)]);
      expect(await inForce()).toEqual(['1 default.shop.up 0.99 record']);
      await records.upserted([recordOf('shop', undefined)]);
      expect(await inForce()).toEqual([]);
    });

    it('keeps what a record said while it is wrong', async () => {
      const { inForce, records, store } = await setUp();
      await records.upserted([
        recordOf('shop', [{ line: 'shop/up 0.99 28d' }]),
      ]);
      const problems = [
        { field: 'spec.goldLayer.slos', found: '7', allowed: 'a path' },
      ];
      await records.upserted([recordOf('shop', undefined, { problems })]);
      expect(await inForce()).toEqual(['1 default.shop.up 0.99 record']);
      expect(await store.problemsOf(shop)).toHaveLength(1);
      await records.upserted([
        recordOf('shop', [{ line: 'shop/up 0.99 28d' }]),
      ]);
      expect(await store.problemsOf(shop)).toEqual([]);
    });

    it('walks all services to find what nobody heard of', async () => {
      const { changed, inForce, known, records, signal } = await setUp();
      known.set(shop, recordOf('shop', [{ line: 'shop/up 0.99 28d' }]));
      await records.walk(signal);
      await records.walk(signal);
      expect(await inForce()).toEqual(['1 default.shop.up 0.99 record']);
      expect(changed).toEqual([[shop]]);
    });

    it('sweeps SLOs of services that have been gone for days', async () => {
      const { clock, database, files, inForce, records, read, signal, sweep } =
        await setUp();
      files.set(file, { text: 'shop/up 0.99 28d' });
      await records.upserted([recordOf('shop', 'slo.yaml')]);
      await read();
      const days = async (count: number) => {
        clock.now += count * 24 * 60 * minute;
        await sweep.run(signal);
      };
      await days(0);
      await days(6);
      const [slo] = await inForce();
      expect(slo).toBe('1 default.shop.up 0.99 repository');
      // Back for a moment: it begins anew.
      await database('services').insert(serviceRow('shop'));
      await days(0);
      await database('services').delete();
      await days(6);
      await days(6);
      expect(await inForce()).toEqual([slo]);
      await days(2);
      expect(await inForce()).toEqual([]);
      expect(await database('slo_documents')).toEqual([]);
    });

    it('tells of files what a newer reader finds wrong with them', async () => {
      const { database, definitions } = await setUp();
      const one = {
        shownAs: '/defs/one.yaml',
        text: 'shop/up 0.99 28d',
        damaged: false,
      };
      const wrong = {
        severity: 'error',
        path: '1:',
        found: 'x',
        allowed: 'y',
      };
      const all = { files: [one], unclear: [] };
      await definitions.take(all);
      await database('slo_documents').update({
        problems: JSON.stringify([wrong]),
      });
      expect(await definitions.take(all)).toHaveLength(1);
      const restarted = (await setUpAgain(database)).definitions;
      expect(await restarted.take(all)).toEqual([]);
    });

    it('takes in files of definitions, and keeps what unreadable ones said', async () => {
      const { changed, definitions, inForce } = await setUp();
      const one = {
        shownAs: '/defs/one.yaml',
        text: 'shop/up 0.99 28d\ncart/up 0.9 28d',
        damaged: false,
      };
      const two = {
        shownAs: '/defs/two.yaml',
        text: 'cart/fast 0.9 28d',
        damaged: false,
      };
      await definitions.take({ files: [one, two], unclear: [] });
      await definitions.take({ files: [one, two], unclear: [] });
      const all = await inForce();
      expect(all).toHaveLength(3);
      expect(changed).toEqual([[shop, 'component:default/cart']]);

      const torn = { ...one, text: 'shop/up 0.99 28d', damaged: true };
      await definitions.take({ files: [torn], unclear: ['/defs/two.yaml'] });
      expect(await inForce()).toEqual(all);
      await definitions.take({ files: [], unclear: ['/defs'] });
      expect(await inForce()).toEqual(all);

      const wrong = { ...one, text: 'shop/up 99.9 28d\ncart/up 0.9 28d' };
      const refused = await definitions.take({ files: [wrong], unclear: [] });
      expect(refused).toEqual([
        {
          origin: '/defs/one.yaml',
          line: 1,
          path: '1:',
          reason: 'found shop/up 99.9 28d, allowed is a line that can be read',
          lastGoodInForce: true,
        },
      ]);
      expect(await inForce()).toEqual(all.slice(0, 2));
      await definitions.take({ files: [], unclear: [] });
      expect(await inForce()).toEqual([]);
    });
  },
);

/** Inline documents of these tests hold one line each. */
function fromYaml(text: string): string {
  return text.startsWith('line: ') ? parse(text).line : text;
}

function ownerOf(text: string): string | undefined {
  return text.startsWith('up') ? 'component:default/a' : undefined;
}
