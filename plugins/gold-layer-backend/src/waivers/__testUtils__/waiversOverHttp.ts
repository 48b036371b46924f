import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { Waiver, waiverSchema } from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { parse } from 'yaml';
import { createWaivers } from '..';
import { migrate } from '../../database/migrate';
import type { Notice } from '../../notices';
import { createPeople } from '../../people';
import { createWorld } from '../../scorecards/__testUtils__/createWorld';
import {
  check,
  scorecard,
} from '../../scorecards/__testUtils__/MemoryDefinitions';
import { AcceptedRisks, noRisksAccepted } from '../../scorecards/AcceptedRisks';
import { CheckStandings } from '../../scorecards/reading/CheckStandings';
import { FakeServiceAccess } from '../../services/__testUtils__/FakeServiceAccess';
import { storeServices } from '../../services/__testUtils__/storeServices';
import {
  component,
  group,
  TestCatalog,
  user,
} from '../../services/__testUtils__/TestCatalog';

/** A definition as shipped. */
export const builtIn = (file: string): unknown =>
  parse(
    readFileSync(
      resolvePackagePath(
        '@gold-layer/backstage-plugin-backend',
        'definitions',
        file,
      ),
      'utf8',
    ),
  );

/** Roles of a company: some with holders, beside the built-in ones. */
export const holders = {
  apiVersion: 'gold-layer.io/v1',
  kind: 'Roles',
  metadata: {
    name: 'company',
    title: 'Company',
    description: 'Who holds what.',
    version: '1.0.0',
  },
  spec: {
    roles: [
      {
        name: 'engineering-manager',
        title: 'Engineering manager',
        holders: ['user:default/max', 'user:default/ann'],
      },
      { name: 'sre-lead', title: 'SRE lead', holders: ['group:default/sre'] },
      {
        name: 'engineering-director',
        title: 'Engineering director',
        holders: ['user:default/dora'],
      },
    ],
  },
};

/** Ann and Olga own everything but `search`; Sam leads SRE; Max and Ann manage; Dora directs; Guest sees and owns `open` and `open-too` only. */
function catalogOf(): TestCatalog {
  const catalog = new TestCatalog();
  const owners = ['group:default/payments'];
  const tiers = ['critical', 'important', 'standard', 'experimental'];
  catalog.put(
    ...['ann', 'olga', 'sam', 'max', 'dora', 'guest'].map(name =>
      user(name, { title: name[0].toLocaleUpperCase('en-US') + name.slice(1) }),
    ),
    group('payments', { title: 'Payments', members: ['ann', 'olga'] }),
    group('search', { members: ['guest'] }),
    group('sre', { members: ['sam'] }),
    ...tiers.map(tier =>
      component(tier, { owners, title: `The ${tier}`, goldLayer: { tier } }),
    ),
    component('unclassified', { owners }),
    ...['open', 'open-too'].map(name =>
      component(name, {
        owners: ['group:default/search'],
        goldLayer: { tier: 'standard' },
      }),
    ),
  );
  return catalog;
}

/** For tests: the room of waivers over a real database, real people, real scoring, and a clock that the test moves. */
export async function waiversOverHttp(database: Knex) {
  const risks: { accepted: AcceptedRisks } = { accepted: noRisksAccepted };
  await migrate(database);
  const catalog = catalogOf();
  await storeServices(database, catalog);
  const world = await createWorld(
    database,
    { 'test.ready': 'boolean', 'test.tidy': 'boolean' },
    {
      accepted: {
        activeFor: (refs, at) => risks.accepted.activeFor(refs, at),
      },
    },
  );
  const { changes, clock, definitions, queue, scorecards, services } = world;
  clock.now = new Date('2026-11-21T11:00:00Z');
  const access = FakeServiceAccess.create({ services, guestSees: 'open' });
  const { denied } = access;
  const audit: { eventId: string; meta?: object }[] = [];
  const told: Notice[] = [];
  const options = {
    access,
    auditor: mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async event => void audit.push({ eventId, ...event }),
        fail: async () => void audit.push({ eventId: `${eventId} failed` }),
      }),
    }),
    changes,
    database,
    definitions,
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
    notices: { send: async (some: Notice[]) => void told.push(...some) },
    scheduler: mockServices.scheduler.mock(),
    now: () => clock.now,
  };
  const { people } = createPeople(options);
  const waivers = createWaivers({ ...options, people });
  risks.accepted = waivers.checks;
  definitions.put('Roles', [builtIn('roles/default.yaml'), holders]);
  definitions.put('WaiverPolicy', [builtIn('policies/waivers.yaml')]);
  definitions.put('Scorecard', [
    scorecard('gold', {
      bronze: [
        check('ready', 'facts.test.ready'),
        check('tidy', 'facts.test.tidy'),
      ],
    }),
  ]);
  const controls = new Map<string, 'met' | 'not-met'>();
  const hooks = {
    things: {
      check: CheckStandings.create({ database, scorecards }),
      control: {
        describe: async (named: { service: string; control: string }[]) =>
          named.map(({ service, control }) => ({
            title: `Control ${control}`,
            state: controls.get(`${control} ${service}`),
          })),
      },
    },
    afterChange: (refs: string[]) => queue.drain({ refs }),
  };
  const router = Router();
  waivers.router(router, hooks);
  const app = express().use(router).use(mockErrorHandler());

  /** Calls as a user by name, or as a service. */
  const as = (name: string) => {
    const token =
      name === 'service'
        ? mockCredentials.service.header()
        : mockCredentials.user.header(`user:default/${name}`);
    return {
      get: (path: string) => request(app).get(path).set('Authorization', token),
      post: (path: string, body: object) =>
        request(app).post(path).set('Authorization', token).send(body),
      /** The waiver as this user sees it. */
      see: async (id: string): Promise<Waiver> => {
        const { body } = await request(app)
          .get(`/waivers/${id}`)
          .set('Authorization', token)
          .expect(200);
        return waiverSchema.parse(body);
      },
    };
  };

  return {
    ...world,
    access,
    app,
    as,
    audit,
    catalog,
    controls,
    denied,
    expiry: waivers.expiryWith(hooks),
    tiers: waivers.tiersWith(hooks),
    people,
    /** What waits for a user by name, or for a service. */
    async tasksOf(name: string): Promise<string[]> {
      const credentials =
        name === 'service'
          ? mockCredentials.service()
          : mockCredentials.user(`user:default/${name}`);
      const actor = await people.actor(credentials);
      const tasks = await waivers.taskSource.tasksOf(actor, { credentials });
      return tasks.map(({ kind, serviceTitle }) => `${kind} ${serviceTitle}`);
    },
    /** Takes over a component of the catalog as it is now. */
    async catalogNow(...entities: Parameters<TestCatalog['put']>) {
      catalog.put(...entities);
      await storeServices(database, catalog);
    },
    told,
    waivers,
    /** Everything is scored; `ready` fails and `tidy` is unknown unless told otherwise. */
    async score(
      name = 'critical',
      values: { ready?: boolean; tidy?: boolean } = {},
    ) {
      await world.give(name, 'test.ready', values.ready ?? false);
      if (values.tidy !== undefined) {
        await world.give(name, 'test.tidy', values.tidy);
      }
      await queue.drain();
    },
    /** Asks as Ann and approves as somebody; answers the active waiver. */
    async waive(
      by: string,
      over: Parameters<typeof asked>[0] = {},
    ): Promise<Waiver> {
      const { body } = await as('ann')
        .post('/waivers', asked(over))
        .expect(200);
      const decided = await as(by)
        .post(`/waivers/${body.id}/decision`, {
          version: body.version,
          decision: 'approved',
        })
        .expect(200);
      return waiverSchema.parse(decided.body);
    },
  };
}

/** A risk as its owner writes it. */
export function risk(more: object = {}) {
  return {
    cause: 'the load test of the new region has not run yet',
    consequence: 'a peak may overload it unseen',
    likelihood: 'low',
    impact: 'medium',
    compensatingControl: 'Traffic to it is capped at half of its capacity.',
    plan: 'Run the load test once the data is copied.',
    ticket: 'https://tracker.example.com/PAY-17',
    ...more,
  };
}

/** A request for a waiver on the check `ready` of the critical service. */
export function asked(
  over: {
    service?: string;
    check?: string;
    until?: string;
    risk?: object;
    control?: string;
  } = {},
) {
  const { service = 'critical', until = '2026-12-10' } = over;
  return {
    service: `component:default/${service}`,
    subject: over.control
      ? { kind: 'control', checklist: 'production', control: over.control }
      : { kind: 'check', scorecard: 'gold', check: over.check ?? 'ready' },
    risk: risk(over.risk),
    until,
  };
}
