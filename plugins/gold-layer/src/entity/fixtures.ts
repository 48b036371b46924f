import { RouteOutput, routes } from '@gold-layer/backstage-plugin-common';

const checkOut = {
  link: 'https://handbook.example.com/runbooks',
  why: 'Whoever is called at night needs the first steps written down.',
  howToFix:
    'Write the first steps into `runbooks/README.md` and list it in the record.',
  effort: 'hours',
  changedAt: '2026-11-18T08:00:00Z',
};

/** What a service's scorecards look like: one held level, failures, a stale fact. */
export const scorecards: RouteOutput<'getServiceScorecards'> =
  routes.getServiceScorecards.response.parse({
    items: [
      {
        scorecard: 'gold-standard',
        title: 'Gold standard',
        description: 'Is the service built and run as carefully as it must be?',
        version: '1.2.0',
        evaluatedAt: '2026-11-21T08:00:00Z',
        standing: {
          scorecard: 'gold-standard',
          level: 'bronze',
          rank: 1,
          toNext: 2,
          passed: 2,
          failed: 1,
          unknown: 1,
          applicable: 4,
          coverage: 0.75,
          trend: 1,
        },
        levels: [
          {
            name: 'bronze',
            title: 'Bronze',
            rank: 1,
            held: true,
            missing: 0,
            applicable: 2,
          },
          {
            name: 'silver',
            title: 'Silver',
            rank: 2,
            held: false,
            missing: 2,
            applicable: 2,
          },
        ],
        nextSteps: [
          {
            check: 'has-runbook',
            title: 'Has a runbook',
            level: 'silver',
            state: 'fail',
            effort: 'hours',
            reach: 12,
          },
          {
            check: 'unit-coverage',
            title: 'Unit tests cover 80%',
            level: 'silver',
            state: 'unknown',
            effort: 'days',
            reach: 1,
          },
        ],
        checks: [
          {
            ...checkOut,
            check: 'has-runbook',
            level: 'silver',
            title: 'Has a runbook',
            rule: 'facts.repository.runbooks.count > 0',
            state: 'fail',
            reason: 'Runbooks in the repository: 0, needed more than 0.',
            inputs: [
              {
                fact: 'repository.runbooks.count',
                title: 'Runbooks in the repository',
                status: 'fresh',
                value: 0,
                unit: '1',
                source: 'repository',
                collectedAt: '2026-11-21T07:00:00Z',
              },
            ],
          },
          {
            ...checkOut,
            check: 'unit-coverage',
            level: 'silver',
            title: 'Unit tests cover 80%',
            rule: 'facts.testing.coverage.unit >= 80',
            state: 'unknown',
            reason:
              '“Unit test coverage” is out of date since 1 Nov 2026, 07:00 UTC.',
            inputs: [
              {
                fact: 'testing.coverage.unit',
                title: 'Unit test coverage',
                status: 'stale',
                value: 91.5,
                unit: '%',
                source: 'ci',
                collectedAt: '2026-10-01T07:00:00Z',
              },
            ],
          },
          {
            ...checkOut,
            check: 'has-readme',
            level: 'bronze',
            title: 'Has a README',
            rule: 'facts.repository.readme.present',
            state: 'pass',
            reason: 'README: yes.',
            inputs: [],
          },
          {
            ...checkOut,
            check: 'has-owner',
            level: 'bronze',
            title: 'Has one owning group',
            rule: 'facts.entity.owner.isGroup',
            state: 'pass',
            reason: 'entity.owner.isGroup is true.',
            inputs: [],
          },
        ],
      },
    ],
  });

/** The service those scorecards speak of. */
export const service: RouteOutput<'getService'> =
  routes.getService.response.parse({
    service: {
      ref: 'component:default/checkout',
      kind: 'component',
      namespace: 'default',
      name: 'checkout',
      title: 'Checkout',
      type: 'service',
      lifecycle: 'production',
      tier: 'critical',
      owner: 'group:default/payments',
      system: 'system:default/shop',
      tags: ['java'],
      record: { tier: 'critical', servesCustomers: true, peakRps: 1200 },
      recordProblems: [
        {
          field: 'spec.goldLayer.drTier',
          found: '"two"',
          allowed: '1, 2, 3 or 4, without quotes',
        },
      ],
      gaps: [
        {
          kind: 'no-rotation',
          message: 'No on-call rotation declared. Name it in the record.',
        },
      ],
      gold: {
        answer: 'yes',
        reasons: ['Customers and revenue depend on it.'],
      },
      confirmedAt: '2026-11-21T08:00:00Z',
    },
    owner: {
      ref: 'group:default/payments',
      title: 'Payments',
      members: 5,
      ancestors: ['group:default/commerce'],
    },
    dependsOn: [
      { ref: 'component:default/ledger', title: 'Ledger', known: true },
    ],
    dependedOnBy: [],
    stale: false,
  });

/** Its facts: one fresh, one stale, one nobody has given. */
export const facts: RouteOutput<'getServiceFacts'> =
  routes.getServiceFacts.response.parse({
    facts: [
      {
        name: 'repository.readme.present',
        definition: {
          name: 'repository.readme.present',
          type: 'boolean',
          title: 'README present',
          description: 'Whether the repository has a README.',
        },
        value: true,
        source: 'repository',
        collectedAt: '2026-11-21T07:00:00Z',
        changedAt: '2026-09-01T07:00:00Z',
        stale: false,
      },
      {
        name: 'testing.coverage.unit',
        definition: {
          name: 'testing.coverage.unit',
          type: 'number',
          title: 'Unit test coverage',
          description: 'Share of lines that unit tests run through.',
          unit: '%',
        },
        value: 91.5,
        source: 'ci',
        collectedAt: '2026-10-01T07:00:00Z',
        validUntil: '2026-11-01T07:00:00Z',
        changedAt: '2026-10-01T07:00:00Z',
        stale: true,
      },
    ],
    missing: [
      {
        name: 'testing.load.ranAt',
        type: 'timestamp',
        title: 'Last load test',
        description: 'When the last load test ended.',
        source: 'push',
      },
    ],
  });

/** Its history, on one page. */
export const history: RouteOutput<'getServiceHistory'> =
  routes.getServiceHistory.response.parse({
    items: [
      {
        at: '2026-11-18T08:00:00Z',
        scorecard: 'gold-standard',
        title: 'Gold standard',
        from: 'none',
        to: 'bronze',
        version: '1.2.0',
      },
      {
        at: '2026-11-18T08:00:00Z',
        scorecard: 'gold-standard',
        check: 'has-readme',
        title: 'Has a README',
        from: 'fail',
        to: 'pass',
        version: '1.2.0',
      },
    ],
    totalItems: 2,
    pageInfo: {},
  });
