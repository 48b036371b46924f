import type {
  RouteOutput,
  SloNumbers,
  SloRow,
  SloState,
} from '@gold-layer/backstage-plugin-common';
import { sloStates } from '@gold-layer/backstage-plugin-common';

/** The moment at which all of this is as it says. */
export const evaluatedAt = new Date().toISOString();
/** So many days and hours before that. */
export const ago = (days: number, hours = 0): string =>
  new Date(
    Date.parse(evaluatedAt) - (days * 24 + hours) * 3_600_000,
  ).toISOString();

const line = (from: number, to: number, gaps: number[] = []) =>
  Array.from({ length: 28 }, (_, day) =>
    gaps.includes(day)
      ? null
      : from + ((to - from) * day) / 27 + Math.sin(day) / 40,
  );

/** A healthy SLO, but for what is said otherwise. */
export function sloRow(
  name: string,
  changes: Partial<Omit<SloRow, 'numbers'>> & { numbers?: Partial<SloNumbers> },
): SloRow {
  const { numbers, ...row } = changes;
  return {
    id: `default.${name}`,
    title: 'Availability',
    indicator: 'Availability',
    service: `component:default/${name.split('.')[0]}`,
    serviceTitle: name.split('.')[0],
    tier: 'important',
    owner: { ref: 'group:default/payments', title: 'Payments' },
    system: 'system:default/booking',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    method: 'Occurrences',
    sparkline: line(0.95, 0.7),
    firing: [],
    rules: 'loaded',
    origin: 'repository',
    ...row,
    numbers: {
      state: 'ok',
      sli: 0.99972,
      remaining: 0.72,
      bad: 412,
      total: 1_471_428,
      budgetMinutes: 40.32,
      eventsLeft: 1059,
      coverage: 0.998,
      burn: {
        '5m': 0,
        '30m': 0.2,
        '1h': 0.31,
        '2h': 0.3,
        '6h': 0.42,
        '1d': 0.5,
        '3d': 0.44,
      },
      usedThisWeek: 0.08,
      budget: 'healthy',
      frozen: false,
      forecast: {},
      asOf: ago(0),
      evaluatedAt,
      ...numbers,
    },
  };
}

const nothingMeasured: Partial<SloNumbers> = {
  sli: undefined,
  remaining: undefined,
  bad: undefined,
  total: undefined,
  eventsLeft: undefined,
  coverage: 0,
  burn: {},
  usedThisWeek: undefined,
  budget: 'unknown',
  asOf: undefined,
};

/** Overspent, frozen, and still burning. */
export const exhausted = sloRow('quote-engine.availability', {
  title: 'Quotes are answered',
  serviceTitle: 'Quote engine',
  tier: 'critical',
  owner: { ref: 'group:default/pricing', title: 'Pricing' },
  firing: ['page', 'ticket'],
  sparkline: line(0.8, -0.42, [9, 10]),
  numbers: {
    state: 'exhausted',
    diagnosis:
      'The budget is overspent by 42%. The policy freezes ordinary changes until more than 10% is left again.',
    sli: 0.99858,
    remaining: -0.42,
    bad: 2089,
    total: 1_471_428,
    eventsLeft: -618,
    coverage: 0.931,
    burn: {
      '5m': 16.2,
      '30m': 15.1,
      '1h': 14.8,
      '2h': 9.2,
      '6h': 6.4,
      '1d': 3.1,
      '3d': 1.6,
    },
    usedThisWeek: 0.83,
    budget: 'exhausted',
    frozen: true,
    forecast: {
      thawsAt: new Date(Date.parse(evaluatedAt) + 4 * 86_400_000).toISOString(),
      sentence: 'If clean from now on, out of the freeze on Tuesday, 14:00.',
    },
  },
});

const atRisk = sloRow('ledger.latency', {
  title: 'Entries are posted within 300 ms',
  indicator: 'Latency',
  serviceTitle: 'Ledger',
  tier: 'critical',
  objective: '0.9995',
  window: {
    kind: 'calendar',
    unit: 'month',
    startTime: '2026-01-01T00:00:00',
    timeZone: 'Europe/Berlin',
  },
  firing: ['ticket'],
  rules: 'older',
  sparkline: line(0.9, 0.18),
  numbers: {
    state: 'at-risk',
    diagnosis: 'Less than a quarter of the budget is left, and it burns.',
    sli: 0.99959,
    remaining: 0.18,
    budgetMinutes: 21.6,
    budget: 'critical',
    burn: { '1h': 3.2, '6h': 2.9, '1d': 2.2, '3d': 1.4 },
    usedThisWeek: 0.44,
    forecast: {
      exhaustedAt: new Date(
        Date.parse(evaluatedAt) + 2 * 86_400_000,
      ).toISOString(),
      sentence: 'At the burn of the last six hours used up in 2 days.',
    },
  },
});

const erred = sloRow('tracking.freshness', {
  title: 'Positions are at most five minutes old',
  indicator: 'Freshness',
  serviceTitle: 'Tracking',
  rules: 'different',
  sparkline: line(0.6, 0.5, [20, 21, 22, 23, 24, 25, 26, 27]),
  numbers: {
    ...nothingMeasured,
    state: 'error',
    diagnosis:
      'The source refused the query: parse error at char 31, unclosed brace. Close the brace in spec.indicator.spec.ratioMetric.good.',
  },
});

const stale = sloRow('notification-hub.delivery', {
  title: 'Messages are delivered',
  serviceTitle: 'Notification hub',
  tier: 'standard',
  origin: 'portal',
  rules: 'unknown',
  numbers: {
    state: 'stale',
    diagnosis:
      'The last measurement is 9 hours old: the source has not answered since. Look at the source on the health page.',
    sli: 0.99981,
    remaining: 0.81,
    budget: 'unknown',
    burn: {},
    coverage: 0.86,
    asOf: ago(0, 9),
  },
});

const partial = sloRow('document-store.durability', {
  title: 'Documents can be read back',
  indicator: 'Durability',
  serviceTitle: 'Document store',
  rules: 'missing',
  sparkline: line(0.9, 0.88, [2, 3, 4, 5, 6, 7, 8, 12, 13, 14]),
  numbers: {
    state: 'partial',
    diagnosis:
      'Only 61% of the window is measured, and 80% is the least. The rest is not known to be good.',
    coverage: 0.61,
    remaining: 0.88,
    budget: 'unknown',
  },
});

const noData = sloRow('customs.success', {
  title: 'Declarations are accepted',
  serviceTitle: 'Customs gateway',
  tier: 'critical',
  owner: undefined,
  sparkline: Array(28).fill(null),
  numbers: {
    ...nothingMeasured,
    state: 'no-data',
    diagnosis:
      'Nothing was ever measured: the metric customs_requests_total does not exist at the source. Check its name and the job that should emit it.',
  },
});

const invalid = sloRow('fleet-planner.availability', {
  title: 'Plans are computed',
  serviceTitle: 'Fleet planner',
  origin: 'record',
  rules: 'unknown',
  sparkline: Array(28).fill(null),
  numbers: {
    ...nothingMeasured,
    state: 'invalid',
    diagnosis:
      'spec.objectives.0.target is 99.9; it is a fraction, such as 0.999.',
  },
});

const idle = sloRow('archive.availability', {
  serviceTitle: 'Archive',
  tier: 'experimental',
  origin: 'definitions',
  rules: 'not-needed',
  sparkline: Array(28).fill(1),
  numbers: {
    ...nothingMeasured,
    state: 'idle',
    coverage: 1,
    total: 0,
    bad: 0,
    asOf: ago(0),
    diagnosis: 'It is measured, and nobody has asked for anything in 28 days.',
  },
});

/** The good one. */
export const healthySlo = sloRow('checkout.availability', {
  title: 'Orders go through',
  serviceTitle: 'Checkout',
  tier: 'critical',
});

const spent = sloRow('booking.latency', {
  title: 'Bookings are confirmed within a second',
  serviceTitle: 'Booking',
  objective: '0.99',
  window: { kind: 'rolling', days: 7 },
  sparkline: line(0.5, -4.2),
  numbers: {
    state: 'exhausted',
    sli: 0.947,
    remaining: -4.3,
    eventsLeft: -90_214,
    budgetMinutes: 100.8,
    budget: 'exhausted',
    frozen: true,
    burn: { '1h': 0.4, '6h': 0.9, '1d': 1.1, '3d': 8.2 },
    forecast: { sentence: 'If clean, out of the freeze on Friday, 09:30.' },
  },
});

/** One of each state and some more, worst first. */
export const rows: SloRow[] = [
  spent,
  exhausted,
  atRisk,
  erred,
  stale,
  partial,
  noData,
  invalid,
  idle,
  healthySlo,
];

/** A page of the list. */
export function pageOfSlos(
  items: SloRow[],
  options: { totalItems?: number; nextCursor?: string } = {},
): RouteOutput<'listSlos'> {
  return {
    items,
    totalItems: options.totalItems ?? items.length,
    pageInfo: { nextCursor: options.nextCursor },
  };
}

const countOf = (state: SloState) =>
  rows.filter(row => row.numbers.state === state).length;

export const counters: RouteOutput<'getSloCounters'> = {
  total: rows.length,
  states: sloStates.map(state => ({ state, count: countOf(state) })),
  frozen: 2,
  firing: 2,
  rulesAdrift: 3,
  servicesWithout: 4,
  brokenDocuments: 0,
  evaluatedAt,
};

export const rollups: RouteOutput<'listSloRollups'> = {
  items: [
    {
      key: 'group:default/pricing',
      title: 'Pricing',
      services: 2,
      slos: 3,
      states: [
        { state: 'exhausted', count: 1 },
        { state: 'no-data', count: 0 },
        { state: 'ok', count: 2 },
      ],
      frozen: 1,
      worst: {
        id: exhausted.id,
        title: exhausted.title,
        remaining: -0.42,
      },
    },
    {
      key: 'group:default/payments',
      title: 'Payments',
      services: 5,
      slos: 6,
      states: [
        { state: 'at-risk', count: 1 },
        { state: 'stale', count: 1 },
        { state: 'ok', count: 4 },
      ],
      frozen: 0,
      worst: { id: atRisk.id, title: atRisk.title, remaining: 0.18 },
    },
    {
      title: 'No owner',
      services: 1,
      slos: 1,
      states: [{ state: 'no-data', count: 1 }],
      frozen: 0,
    },
  ],
};
