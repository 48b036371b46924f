import {
  mockCredentials,
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { rolesDocumentSchema } from '@gold-layer/backstage-plugin-common';
import { migrate } from '../database/migrate';
import type { DefinitionKind, Definitions } from '../definitions';
import { storeServices } from '../services/__testUtils__/storeServices';
import {
  group,
  TestCatalog,
  user,
} from '../services/__testUtils__/TestCatalog';
import { createPeople } from './index';
import { listRoles } from './listRoles';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const document = rolesDocumentSchema.parse({
  apiVersion: 'gold-layer.io/v1',
  kind: 'Roles',
  metadata: { name: 'x', title: 'X', description: 'X', version: '1.0.0' },
  spec: {
    roles: [
      { name: 'owner', title: 'Owner', relative: 'owner' },
      { name: 'peer', title: 'Peer', relative: 'other-team' },
      {
        name: 'lead',
        title: 'Lead',
        relative: 'other-team',
        holders: ['group:Engineering'],
      },
      {
        name: 'security',
        title: 'Security',
        holders: ['group:default/security', 'user:default/Zoe'],
      },
      { name: 'director', title: 'Director' },
    ],
  },
});

/** Definitions that hold one document of roles. */
class OneDocument {
  kind: DefinitionKind<unknown> | undefined;
  readonly definitions: Definitions = {
    register: kind => void (this.kind = kind),
    all: kind => [
      {
        kind: 'Roles',
        name: 'x',
        version: '1.0.0',
        title: 'X',
        origin: 'built-in',
        hash: '',
        source: '',
        document: kind.schema.parse(document),
        loadedAt: new Date(),
      },
    ],
    list: () => [],
    quarantined: () => [],
    reload: async () => {},
    subscribe: () => {},
  };
}

async function setUp(id: TestDatabaseId) {
  const database = await databases.init(id);
  await migrate(database);
  const catalog = new TestCatalog();
  catalog.put(
    user('Ann', { title: 'Ann Archer' }),
    user('bob'),
    user('cy'),
    user('zoe', { title: 'Zoe' }),
    group('engineering', { title: 'Engineering' }),
    group('payments', { parent: 'engineering', members: ['Ann'] }),
    group('refunds', { parent: 'payments', members: ['bob'] }),
    group('search', { parent: 'engineering', members: ['cy'] }),
    group('security', { members: ['cy'] }),
  );
  await storeServices(database, catalog);
  const one = new OneDocument();
  const { people } = createPeople({
    access: { scope: unused, require: unused },
    auditor: mockServices.auditor.mock(),
    database,
    definitions: one.definitions,
    httpAuth: mockServices.httpAuth(),
  });
  return { catalog, database, people, kind: one.kind };
}

async function unused(): Promise<never> {
  throw new Error('unused');
}

const payments = { owner: 'group:default/payments' };

describe.each(databases.eachSupportedId())('people on %s', id => {
  it('names users and groups, and whom the catalog does not know by their refs', async () => {
    const { catalog, database, people } = await setUp(id);
    const refs = [
      'user:default/Ann',
      'user:default/bob',
      'user:default/gone',
      'group:default/engineering',
    ];
    const described = await people.describe(refs);
    expect(refs.map(ref => described.get(ref))).toEqual([
      { ref: 'user:default/ann', title: 'Ann Archer' },
      { ref: 'user:default/bob', title: 'bob' },
      { ref: 'user:default/gone', title: 'gone' },
      { ref: 'group:default/engineering', title: 'Engineering' },
    ]);

    catalog.put(user('Ann', { title: 'Ann Baker' }));
    await storeServices(database, catalog);
    expect(await people.describe(['user:default/ann'])).toEqual(
      new Map([
        ['user:default/ann', { ref: 'user:default/ann', title: 'Ann Baker' }],
      ]),
    );
  });

  it('knows callers, and that services are nobody', async () => {
    const { people } = await setUp(id);
    expect(
      await people.actor(mockCredentials.user('user:default/Ann')),
    ).toEqual({ ref: 'user:default/ann', title: 'Ann Archer', isUser: true });
    expect(await people.actor(mockCredentials.service('external:ci'))).toEqual({
      ref: 'external:ci',
      title: 'external:ci',
      isUser: false,
    });
  });

  it('counts members of groups below as members, and not the other way round', async () => {
    const { people } = await setUp(id);
    const bob = 'user:default/Bob';
    expect(await people.groupsOf(bob)).toEqual([
      'group:default/engineering',
      'group:default/payments',
      'group:default/refunds',
    ]);
    expect(await people.isMember(bob, 'group:default/Payments')).toBe(true);
    expect(
      await people.isMember('user:default/ann', 'group:default/refunds'),
    ).toBe(false);
  });

  it.each([
    ['owner', payments, ['ann', 'bob']],
    ['owner', {}, []],
    ['owner', { owner: 'user:default/Cy' }, ['cy']],
    [
      'owner',
      { owners: ['group:default/search', 'user:default/zoe'] },
      ['cy', 'zoe'],
    ],
    ['peer', payments, ['cy', 'zoe']],
    ['lead', payments, ['cy']],
    ['security', payments, ['cy', 'zoe']],
    ['director', payments, []],
    ['made-up', payments, []],
  ])('says who holds %s of %j', async (role, service, expected) => {
    const { people } = await setUp(id);
    const all = ['ann', 'bob', 'cy', 'zoe'].map(name => `user:default/${name}`);
    const wanted = expected.map(name => `user:default/${name}`);
    expect(await people.holders(role, service)).toEqual(wanted);
    const holding = await Promise.all(
      all.map(ref => people.holds(ref, role, service)),
    );
    expect(all.filter((_, index) => holding[index])).toEqual(wanted);
  });

  it('lists roles with the people who hold them everywhere', async () => {
    const { people } = await setUp(id);
    const roles = await listRoles(people);
    expect(
      roles.map(role => [role.name, role.people.map(it => it.title)]),
    ).toEqual([
      ['owner', []],
      ['peer', []],
      ['lead', ['Ann Archer', 'bob', 'cy']],
      ['security', ['cy', 'Zoe']],
      ['director', []],
    ]);
  });
});

describe('documents of roles', () => {
  it('are refused with two roles of a name, holders of the owner, and holders that are neither group nor user', async () => {
    const { kind } = await setUp('SQLITE_3');
    const problems = kind?.verify?.({
      ...document,
      spec: {
        roles: [
          { name: 'a', title: 'A', holders: ['sre', 'component:x'] },
          { name: 'a', title: 'A', holders: [] },
          { name: 'o', title: 'O', relative: 'owner', holders: ['group:x'] },
        ],
      },
    });
    expect(problems?.map(({ path }) => path.slice(2).join('.'))).toEqual([
      '0.holders.0',
      '0.holders.1',
      '1.name',
      '2.holders',
    ]);
  });
});
