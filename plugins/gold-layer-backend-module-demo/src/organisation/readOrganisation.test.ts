import {
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { serviceRecordSchema } from '@gold-layer/backstage-plugin-common';
import { readOrganisation } from './readOrganisation';

/** Each reference that an entity's spec makes, with the kind meant when none is written. */
const references: Record<string, string> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  parent: 'group',
  memberOf: 'group',
  dependsOn: 'component',
  providesApis: 'api',
  consumesApis: 'api',
};

function referencesOf(entity: Entity): string[] {
  return Object.entries(references).flatMap(([field, defaultKind]) => {
    const found = entity.spec?.[field];
    const refs = Array.isArray(found) ? found : [found];
    return refs
      .filter(ref => typeof ref === 'string')
      .map(ref =>
        stringifyEntityRef(
          parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
        ),
      );
  });
}

describe('the example company', () => {
  let entities: Entity[];
  let components: Entity[];
  let repositories: ReadonlyMap<string, { component: Entity }>;

  beforeAll(async () => {
    ({ entities, repositories } = await readOrganisation());
    components = entities.filter(entity => entity.kind === 'Component');
  });

  it('has the size it is said to have', () => {
    const count = (kind: string, type?: string) =>
      entities.filter(
        entity => entity.kind === kind && (!type || entity.spec?.type === type),
      ).length;
    expect({
      services: components.length,
      teams: count('Group', 'team'),
      departments: count('Group', 'department'),
      organisations: count('Group', 'organization'),
      systems: count('System'),
      domains: count('Domain'),
    }).toEqual({
      services: 48,
      teams: 11,
      departments: 3,
      organisations: 1,
      systems: 5,
      domains: 2,
    });
  });

  it('names everything once', () => {
    const refs = entities.map(entity => stringifyEntityRef(entity));
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('refers to nothing that does not exist, but for one dissolved team', () => {
    const known = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const lost = entities.flatMap(entity =>
      referencesOf(entity)
        .filter(ref => !known.has(ref))
        .map(ref => `${entity.metadata.name} → ${ref}`),
    );
    expect(lost).toEqual(['waiting-list → group:default/harbourmasters']);
  });

  it('makes the guest the lead of a team that owns services', () => {
    const guest = entities.find(
      entity => stringifyEntityRef(entity) === 'user:default/guest',
    );
    expect(guest?.spec).toMatchObject({
      memberOf: ['lighthouse'],
      profile: { displayName: expect.any(String) },
    });
    expect(components.some(c => c.spec?.owner === 'lighthouse')).toBe(true);
  });

  it('has a team of one', () => {
    const members = entities.filter(
      entity =>
        entity.kind === 'User' &&
        [entity.spec?.memberOf].flat().includes('cartography'),
    );
    expect(members).toHaveLength(1);
  });

  it('has records of every kind: good, bad and none', () => {
    const state = (entity: Entity) => {
      const record = entity.spec?.goldLayer;
      if (!record) return 'none';
      return serviceRecordSchema.safeParse(record).success ? 'good' : 'bad';
    };
    const named = (wanted: string) =>
      components
        .filter(entity => state(entity) === wanted)
        .map(entity => entity.metadata.name);

    expect(named('bad')).toEqual(['seat-map', 'timetable', 'returns-desk']);
    expect(named('none')).toEqual([
      'help-centre',
      'log-keeper',
      'feather',
      'depot-console',
      'grandfather',
      'tracking-kit',
    ]);
  });

  it('finds each component with a repository there, and says where it came from', () => {
    for (const [path, { component }] of repositories) {
      const located = entities.find(
        entity =>
          stringifyEntityRef(entity) ===
          stringifyEntityRef(getCompoundEntityRef(component)),
      );
      expect(located?.metadata.annotations).toMatchObject({
        'backstage.io/source-location': `url:https://git.twopelicans.example/${path}/`,
        'backstage.io/managed-by-location': `url:https://git.twopelicans.example/${path}/catalog-info.yaml`,
      });
    }
    expect(repositories.size).toBe(46);
  });

  it('is evidently invented: no address of it could exist', () => {
    const addresses =
      JSON.stringify(entities).match(/https?:\/\/[^/"]+/g) ?? [];
    expect(new Set(addresses)).toEqual(
      new Set([
        'https://charts.twopelicans.example',
        'https://git.twopelicans.example',
      ]),
    );
  });
});
