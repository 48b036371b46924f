import { RouteOutput, routes } from '@gold-layer/backstage-plugin-common';

const goldStandard = {
  name: 'gold-standard',
  title: 'Gold standard',
  description: 'Is the service built and run as carefully as it must be?',
  version: '1.2.0',
  origin: 'built-in',
  services: 42,
  levels: [
    { level: 'none', title: 'Below Bronze', rank: 0, services: 20 },
    { level: 'bronze', title: 'Bronze', rank: 1, services: 15 },
    { level: 'silver', title: 'Silver', rank: 2, services: 7 },
  ],
  passRate: 0.63,
  coverage: 0.81,
};

/** Two scorecards, one of which applies to nothing yet. */
export const list: RouteOutput<'listScorecards'> =
  routes.listScorecards.response.parse({
    items: [
      {
        name: 'golden-signals',
        title: 'Golden signals',
        description: 'Is it fast and healthy?',
        version: '1.0.0',
        origin: 'built-in',
        services: 0,
        levels: [{ level: 'none', title: 'Below Met', rank: 0, services: 0 }],
      },
      goldStandard,
    ],
  });

/** The page of one scorecard, with a check that mostly fails and one that passes. */
export const detail: RouteOutput<'getScorecard'> =
  routes.getScorecard.response.parse({
    ...goldStandard,
    checks: [
      {
        check: 'has-readme',
        title: 'Has a README',
        why: 'A newcomer starts there.',
        howToFix: 'Write one.',
        effort: 'minutes',
        rule: 'facts.repository.readme.present',
        level: 'bronze',
        counts: {
          fail: 2,
          unknown: 0,
          waived: 0,
          upcoming: 0,
          pass: 40,
          'not-applicable': 0,
        },
      },
      {
        check: 'has-runbook',
        title: 'Has a runbook',
        why: 'Whoever is called needs it.',
        howToFix: 'Write the first steps into `runbooks/README.md`.',
        effort: 'hours',
        rule: 'facts.repository.runbooks.count > 0',
        level: 'silver',
        counts: {
          fail: 25,
          unknown: 5,
          waived: 0,
          upcoming: 0,
          pass: 12,
          'not-applicable': 0,
        },
      },
    ],
    source: 'apiVersion: gold-layer.io/v1\nkind: Scorecard\n',
  });

/** The same by team. */
export const breakdown: RouteOutput<'getScorecardBreakdown'> =
  routes.getScorecardBreakdown.response.parse({
    items: [
      {
        value: 'group:default/payments',
        title: 'Payments',
        services: 8,
        levels: { none: 5, bronze: 3, silver: 0 },
        passRate: 0.4,
      },
      { services: 2, levels: { none: 2 }, passRate: 0.1 },
    ],
  });

/** Three days, the first of which was recomputed. */
export const trend: RouteOutput<'getScorecardTrend'> =
  routes.getScorecardTrend.response.parse({
    items: [
      {
        day: '2026-11-19',
        levels: { none: 25, bronze: 12, silver: 5 },
        replayed: true,
      },
      {
        day: '2026-11-20',
        levels: { none: 22, bronze: 14, silver: 6 },
        replayed: false,
      },
      {
        day: '2026-11-21',
        levels: { none: 20, bronze: 15, silver: 7 },
        replayed: false,
      },
    ],
  });

/** The choices of the filters. */
export const facets: RouteOutput<'listServiceFacets'> =
  routes.listServiceFacets.response.parse({
    tiers: [{ value: 'critical', count: 12 }],
    owners: [{ value: 'group:default/payments', title: 'Payments', count: 8 }],
    systems: [{ value: 'system:default/shop', title: 'Shop', count: 10 }],
    domains: [],
    lifecycles: [],
    types: [],
    sources: [],
  });
