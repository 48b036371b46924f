import {
  mockCredentials,
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  QueryPermissionResponse,
} from '@backstage/plugin-permission-common';
import {
  goldLayerFactPushPermission,
  goldLayerServiceReadPermission,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { ReviewAssignments } from '../reviews';
import type { StoredReview } from '../reviews/records';
import { fromReview } from '../reviews/store/reviewRows';
import type { Caller } from '../http/serve';
import { storeServices } from './__testUtils__/storeServices';
import { component, group, TestCatalog } from './__testUtils__/TestCatalog';
import { DatabaseServiceStore } from './DatabaseServiceStore';
import { DefaultServiceAccess } from './DefaultServiceAccess';
import { loadPermissionResources } from './permissionResources';
import {
  createGoldLayerConditionalDecision,
  goldLayerConditions,
  goldLayerPermissionRules,
} from './permissionRules';
import { VisibleRefs } from './VisibleRefs';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const team = 'group:default/team';
const ann = 'user:default/ann';
const read = goldLayerServiceReadPermission;
const push = goldLayerFactPushPermission;

type Conditions = PermissionCriteria<PermissionCondition>;

const allow: QueryPermissionResponse = { result: AuthorizeResult.ALLOW };
const deny: QueryPermissionResponse = { result: AuthorizeResult.DENY };
const when = (conditions: Conditions): QueryPermissionResponse => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions,
});
const rule = (name: string, params: PermissionCondition['params']) => ({
  resourceType: 'catalog-entity',
  rule: name,
  params,
});
const ownedBy = (...claims: string[]) => rule('IS_ENTITY_OWNER', { claims });

async function setUp(id: TestDatabaseId) {
  const database = await databases.init(id);
  await migrate(database);
  const catalog = new TestCatalog();
  catalog.put(
    group('team', { members: ['ann'] }),
    component('core', { owners: [team], goldLayer: { tier: 'critical' } }),
    component('mine', { owners: [ann, team], lifecycle: 'Experimental' }),
    component('site', { type: 'website', goldLayer: { tier: 'standard' } }),
  );
  await storeServices(database, catalog);
  const services = DatabaseServiceStore.create({ database });

  const decisions = new Map<string, QueryPermissionResponse>();
  const visible = catalog.service();
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async requests =>
      requests.map(({ permission }) => decisions.get(permission.name) ?? allow),
  });
  const access = DefaultServiceAccess.create({
    assignments: ReviewAssignments.create({ database }),
    database,
    services,
    visible: VisibleRefs.create({ catalog: visible }),
    permissions,
    transformConditions: createConditionTransformer(
      Object.values(goldLayerPermissionRules),
    ),
  });
  const seen = async (
    permission = read,
    credentials: Caller = mockCredentials.user(),
  ) => {
    const scope = await access.scope(permission, { credentials });
    const query = database('services').orderBy('ref').pluck('services.name');
    const names: string[] = await scope.restrict(query);
    expect(scope.nothing && names.length > 0).toBe(false);
    return names;
  };
  const byCatalog = async (conditions: Conditions) => {
    decisions.set('catalog.entity.read', when(conditions));
    return seen();
  };
  return {
    access,
    byCatalog,
    catalog,
    database,
    decisions,
    permissions,
    seen,
    visible,
  };
}

/** Two rows are all that a rule reads of a review. */
async function askToReview(database: Knex, service: string, person: string) {
  const review: StoredReview = {
    id: 'r1',
    service,
    serviceTitle: service,
    checklist: 'production-readiness',
    checklistTitle: 'Production readiness',
    checklistVersion: '1.0.0',
    checklistHash: 'h',
    purpose: 'production',
    state: 'submitted',
    tier: 'critical',
    requestedBy: 'user:default/bob',
    createdAt: 0,
    updatedAt: 0,
    version: 1,
    progress: {
      controls: 0,
      answered: 0,
      automatic: 0,
      blocking: 0,
      drifted: 0,
      driftedBlocking: 0,
    },
    logSeq: 0,
    logHash: '',
  };
  await database('reviews').insert(fromReview(review));
  await database('review_roles').insert({
    review_id: 'r1',
    role: 'security',
    position: 0,
    assignee: person,
  });
}

describe.each(databases.eachSupportedId())('DefaultServiceAccess on %s', id => {
  it('restricts nothing where everything is allowed', async () => {
    const { seen } = await setUp(id);
    expect(await seen()).toEqual(['core', 'mine', 'site']);
  });

  it('shows nothing where either permission is denied', async () => {
    const { decisions, seen } = await setUp(id);
    decisions.set(read.name, deny);
    expect(await seen()).toEqual([]);
    decisions.set(read.name, allow);
    decisions.set('catalog.entity.read', deny);
    expect(await seen()).toEqual([]);
  });

  it('narrows by owner and tier, together with what the catalog allows', async () => {
    const { decisions, seen } = await setUp(id);
    const { hasTier, isOwnedBy } = goldLayerConditions;
    const decide = (
      conditions: Parameters<typeof createGoldLayerConditionalDecision>[1],
    ) =>
      decisions.set(
        read.name,
        createGoldLayerConditionalDecision(read, conditions),
      );
    decide(isOwnedBy({ claims: ['Group:default/Team'] }));
    expect(await seen()).toEqual(['core', 'mine']);
    decide(hasTier({ tiers: ['standard', 'unclassified'] }));
    expect(await seen()).toEqual(['mine', 'site']);
    decide({
      not: {
        anyOf: [hasTier({ tiers: ['standard'] }), isOwnedBy({ claims: [ann] })],
      },
    });
    expect(await seen()).toEqual(['core']);
    decisions.set('catalog.entity.read', when(ownedBy(ann)));
    expect(await seen()).toEqual([]);
    decide(isOwnedBy({ claims: [team] }));
    expect(await seen()).toEqual(['mine']);
  });

  it('narrows to services whose open reviews one has to decide', async () => {
    const { database, decisions, seen } = await setUp(id);
    await askToReview(database, 'component:default/core', ann);
    decisions.set(
      read.name,
      createGoldLayerConditionalDecision(
        read,
        goldLayerConditions.isReviewedBy({ claims: ['User:default/Ann'] }),
      ),
    );
    expect(await seen()).toEqual(['core']);
    await database('reviews').update({ state: 'approved' });
    expect(await seen()).toEqual([]);
  });

  it('translates conditions of the catalog, nested ones too', async () => {
    const { byCatalog, visible } = await setUp(id);
    expect(await byCatalog(ownedBy(ann))).toEqual(['mine']);
    expect(await byCatalog(ownedBy())).toEqual([]);
    expect(
      await byCatalog(rule('IS_ENTITY_KIND', { kinds: ['API', 'Component'] })),
    ).toHaveLength(3);
    expect(await byCatalog(rule('IS_ENTITY_KIND', { kinds: ['API'] }))).toEqual(
      [],
    );
    expect(
      await byCatalog(rule('HAS_SPEC', { key: 'type', value: 'Website' })),
    ).toEqual(['site']);
    expect(
      await byCatalog({
        not: rule('HAS_SPEC', { key: 'lifecycle', value: 'experimental' }),
      }),
    ).toEqual(['core', 'site']);
    expect(await byCatalog(rule('HAS_METADATA', { key: 'title' }))).toEqual([]);
    expect(
      await byCatalog({
        allOf: [
          { anyOf: [ownedBy(team), rule('HAS_SPEC', { key: 'type' })] },
          { not: rule('HAS_METADATA', { key: 'name', value: 'core' }) },
        ],
      }),
    ).toEqual(['mine', 'site']);
    expect(visible.streamEntities).not.toHaveBeenCalled();
  });

  it('asks the catalog, once for a while, about conditions that only it can judge', async () => {
    const { byCatalog, catalog, visible } = await setUp(id);
    catalog.remove('component:default/core');
    const odd = {
      anyOf: [ownedBy(ann), rule('HAS_LABEL', { label: 'public' })],
    } satisfies Conditions;
    expect(await byCatalog(odd)).toEqual(['mine', 'site']);
    expect(await byCatalog(odd)).toEqual(['mine', 'site']);
    expect(visible.streamEntities).toHaveBeenCalledTimes(1);
    expect(
      await byCatalog(rule('HAS_ANNOTATION', { annotation: 'x' })),
    ).toEqual(['mine', 'site']);
    expect(visible.streamEntities).toHaveBeenCalledTimes(2);
  });

  it('lets a service do what its token allows, whatever the catalog says to people', async () => {
    const { access, decisions, seen } = await setUp(id);
    const credentials = mockCredentials.service();
    decisions.set('catalog.entity.read', deny);
    decisions.set(read.name, deny);
    expect(await seen(push, credentials)).toHaveLength(3);
    const ref = 'component:default/core';
    expect((await access.require(push, ref, { credentials })).ref).toBe(ref);
  });

  it('tells a service that is hidden from one that may only be looked at', async () => {
    const { access, decisions } = await setUp(id);
    const credentials = mockCredentials.user();
    const ref = 'component:default/core';
    expect((await access.require(read, ref, { credentials })).name).toBe(
      'core',
    );
    await expect(
      access.require(read, 'component:default/none', { credentials }),
    ).rejects.toThrow("No service found with ref 'component:default/none'");

    decisions.set(push.name, deny);
    await expect(access.require(push, ref, { credentials })).rejects.toThrow(
      "Permission gold-layer.fact.push is missing for 'component:default/core'",
    );
    decisions.set('catalog.entity.read', when(ownedBy(ann)));
    await expect(access.require(push, ref, { credentials })).rejects.toThrow(
      'No service found',
    );
  });

  it('asks once for a scope and a service within it', async () => {
    const { access, decisions, permissions } = await setUp(id);
    const credentials = mockCredentials.user();
    decisions.set('catalog.entity.read', when(ownedBy(ann)));
    const scope = await access.scope(read, { credentials });
    const find = (name: string) =>
      access.require(read, `component:default/${name}`, { credentials, scope });
    expect((await find('mine')).name).toBe('mine');
    await expect(find('core')).rejects.toThrow('No service found');
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
  });

  it('loads services for the permission framework in the order asked for', async () => {
    const { database } = await setUp(id);
    await askToReview(database, 'component:default/core', ann);
    const [mine, none, core] = await loadPermissionResources(
      [
        'component:default/mine',
        'component:default/none',
        'Component:default/Core',
      ],
      { assignments: ReviewAssignments.create({ database }), database },
    );
    expect(mine?.owners.sort()).toEqual([team, ann]);
    expect(none).toBeUndefined();
    expect(core).toEqual({
      ref: 'component:default/core',
      tier: 'critical',
      owners: [team],
      reviewers: [ann],
    });
    const { isOwnedBy, isReviewedBy, hasTier } = goldLayerPermissionRules;
    expect(core && isReviewedBy.apply(core, { claims: [ann] })).toBe(true);
    expect(mine && isReviewedBy.apply(mine, { claims: [ann] })).toBe(false);
    expect(core && isOwnedBy.apply(core, { claims: [ann] })).toBe(false);
    expect(mine && isOwnedBy.apply(mine, { claims: [ann] })).toBe(true);
    expect(core && hasTier.apply(core, { tiers: ['critical'] })).toBe(true);
  });
});
