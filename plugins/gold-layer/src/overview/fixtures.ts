import {
  overviewSchema,
  type ScorecardSummary,
} from '@gold-layer/backstage-plugin-common';

export const goldStandard: ScorecardSummary = {
  name: 'gold-standard',
  title: 'Gold standard',
  description: 'From the first owner to a service that heals itself.',
  version: '1.0.0',
  origin: 'built-in',
  services: 41,
  passRate: 0.62,
  coverage: 0.81,
  levels: [
    { level: 'none', title: 'No level yet', rank: 0, services: 14 },
    { level: 'bronze', title: 'Bronze', rank: 1, services: 15 },
    { level: 'silver', title: 'Silver', rank: 2, services: 9 },
    { level: 'gold', title: 'Gold', rank: 3, services: 3 },
  ],
};

export const goldenSignals: ScorecardSummary = {
  name: 'golden-signals',
  title: 'Golden signals',
  description: 'Latency, errors, traffic and saturation within their limits.',
  version: '1.2.0',
  origin: 'built-in',
  services: 41,
  coverage: 0.4,
  levels: [
    { level: 'none', title: 'No level yet', rank: 0, services: 33 },
    { level: 'healthy', title: 'Healthy', rank: 1, services: 8 },
  ],
};

export const overview = overviewSchema.parse({
  services: 41,
  scorecard: 'gold-standard',
  scorecards: [goldStandard, goldenSignals],
  byTier: [
    {
      tier: 'critical',
      services: 9,
      levels: { none: 1, bronze: 3, silver: 3, gold: 2 },
    },
    {
      tier: 'important',
      services: 14,
      levels: { none: 3, bronze: 6, silver: 4, gold: 1 },
    },
    {
      tier: 'standard',
      services: 11,
      levels: { none: 4, bronze: 5, silver: 2 },
    },
    { tier: 'experimental', services: 3, levels: { none: 2, bronze: 1 } },
    { tier: 'unclassified', services: 4, levels: { none: 4 } },
  ],
  fallers: [
    {
      ref: 'component:default/quote-engine',
      title: 'Quote engine',
      scorecard: 'gold-standard',
      from: 'silver',
      to: 'none',
      change: -2,
      at: '2026-11-19T08:12:00.000Z',
    },
  ],
  climbers: [],
  gaps: [
    { kind: 'no-rotation', services: 11 },
    { kind: 'no-tier', services: 4 },
    { kind: 'owner-is-user', services: 2 },
    { kind: 'no-owner', services: 0 },
  ],
  servicesWithGaps: 13,
  blockers: [
    {
      check: 'runbook-linked',
      title: 'A runbook is linked',
      level: 'bronze',
      effort: 'hours',
      services: 15,
      failing: 12,
      unknown: 3,
    },
    {
      check: 'coverage-unit',
      title: 'Unit tests cover 80% of the code',
      level: 'silver',
      effort: 'weeks',
      services: 30,
      failing: 0,
      unknown: 30,
    },
  ],
  coverage: [
    {
      source: 'entity',
      title: 'Catalog entity',
      services: 41,
      stale: 0,
      failures: 0,
    },
    {
      source: 'repository',
      title: 'Repository',
      services: 28,
      stale: 2,
      failures: 13,
    },
  ],
  gold: { yes: 7, raise: 1, lighter: 5, optional: 12, undecided: 16 },
  slos: {
    total: 12,
    states: [
      { state: 'exhausted', count: 1 },
      { state: 'at-risk', count: 2 },
      { state: 'stale', count: 1 },
      { state: 'ok', count: 8 },
    ],
    frozen: 1,
    firing: 0,
    servicesWithout: 3,
    brokenDocuments: 0,
    worst: [
      {
        id: 'default.checkout.answered',
        title: 'Checkout answers',
        service: 'component:default/checkout',
        serviceTitle: 'Checkout',
        state: 'exhausted',
        remaining: -0.12,
      },
      {
        id: 'default.mailer.sent',
        title: 'Mails are sent',
        service: 'component:default/mailer',
        serviceTitle: 'Mailer',
        state: 'stale',
      },
    ],
  },
  confirmedAt: '2026-11-21T08:00:00.000Z',
  stale: false,
});
