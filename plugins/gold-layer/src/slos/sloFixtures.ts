import type {
  RouteOutput,
  SloDetail,
} from '@gold-layer/backstage-plugin-common';
import { ledger, series } from './chartFixtures';
import { ago, exhausted, healthySlo, rows } from './fixtures';

const openSlo = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  displayName: Quotes are answered
  annotations:
    gold-layer.io/review-every: P90D
spec:
  service: quote-engine
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 0.999
`;

/** Everything about the overspent SLO. */
export const detail: SloDetail = {
  ...exhausted,
  spec: {
    id: exhausted.id,
    name: 'availability',
    title: exhausted.title,
    description:
      'A quote counts as answered when the caller gets a price, or a reason why there is none.',
    service: exhausted.service,
    indicator: 'Availability',
    sli: {
      kind: 'ratio',
      counter: true,
      bad: {
        type: 'prometheus',
        query: 'http_requests_total{job="quote-engine",code=~"5.."}',
      },
      total: {
        type: 'prometheus',
        query: 'http_requests_total{job="quote-engine"}',
      },
    },
    method: 'Occurrences',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    alerts: [],
    contributors: ['route', 'customer'],
    runbook: 'https://runbooks.example.com/quote-engine',
    minimumEvents: 100,
  },
  serviceExists: true,
  problems: [
    {
      severity: 'warning',
      path: 'spec.alertPolicies.0',
      found: '"burn-30d"',
      allowed:
        'factors that belong to a window of 28 days: 13.44 instead of 14.4',
      line: 21,
    },
  ],
  workedOut: {
    sli: {
      formula: 'SLI = 1 − bad ÷ total',
      figures: '1 − 2,089 ÷ 1,471,428 = 99.858%',
    },
    remaining: {
      formula: 'remaining = 1 − bad ÷ total ÷ (1 − objective)',
      figures: '1 − 2,089 ÷ 1,471,428 ÷ 0.001 = −41.97%',
    },
    coverage: {
      formula: 'coverage = measured buckets ÷ buckets of the window',
      figures: '7,507 ÷ 8,064 = 93.1%',
    },
    usedThisWeek: {
      formula: 'used = bad of 7 days ÷ budget of the window',
      figures: '1,221 ÷ 1,471 = 83%',
    },
    'burn.1h': {
      formula: 'burn = bad ÷ total ÷ (1 − objective), over 1 h',
      figures: '31 ÷ 2,094 ÷ 0.001 = 14.8',
    },
    'burn.6h': {
      formula: 'burn = bad ÷ total ÷ (1 − objective), over 6 h',
      figures: '82 ÷ 12,813 ÷ 0.001 = 6.4',
    },
    budgetMinutes: {
      formula: 'budget = (1 − objective) × minutes of the window',
      figures: '0.001 × 40,320 = 40.32 minutes',
    },
    thawsAt: {
      formula: 'the day on which more than 10% is left if nothing bad follows',
      figures: '1,188 bad events leave the window by Tuesday, 14:00',
    },
  },
  alerts: [
    {
      severity: 'page',
      longMinutes: 60,
      shortMinutes: 5,
      factor: 13.44,
      long: 14.8,
      short: 16.2,
      state: 'firing',
      atSource: 'firing',
    },
    {
      severity: 'page',
      longMinutes: 360,
      shortMinutes: 30,
      factor: 5.6,
      long: 6.4,
      short: 15.1,
      state: 'firing',
      atSource: 'pending',
    },
    {
      severity: 'ticket',
      longMinutes: 1440,
      shortMinutes: 120,
      factor: 2.8,
      long: 3.1,
      short: 9.2,
      state: 'firing',
    },
    {
      severity: 'ticket',
      longMinutes: 4320,
      shortMinutes: 360,
      factor: 1200,
      state: 'unknown',
      unreachable: 'An objective of 99.9% can burn at most 1,000 times.',
    },
  ],
  policy: {
    name: 'default',
    title: 'Four steps',
    version: '1.0.0',
    now: {
      actions: [
        'Only changes that make the service more reliable go out.',
        'The team lead looks at the budget every day.',
      ],
      gate: 'deny',
      conditions: [],
    },
    thawAbove: 0.1,
  },
  changes: [
    {
      at: ago(1, 4),
      from: 'critical',
      to: 'exhausted',
      frozen: true,
      remaining: -0.02,
    },
    {
      at: ago(3),
      from: 'warning',
      to: 'critical',
      frozen: false,
      remaining: 0.24,
    },
    {
      at: ago(9),
      from: 'healthy',
      to: 'warning',
      frozen: false,
      remaining: 0.49,
    },
  ],
  review: {
    owner: exhausted.owner,
    every: 'P90D',
    lastOn: ago(120).slice(0, 10),
    lastBy: { ref: 'user:default/ada', title: 'Ada Lindqvist' },
    lastNote: 'Kept at 99.9%: customers notice less than that.',
    nextOn: ago(30).slice(0, 10),
    overdue: true,
    stakeholders: [
      { ref: 'group:default/sales', title: 'Sales' },
      { ref: 'group:default/support', title: 'Support' },
    ],
  },
  document: {
    origin: 'repository',
    location: 'quote-engine/openslo.yaml',
    url: 'https://git.example.com/quote-engine/openslo.yaml',
    text: openSlo,
  },
  shadowed: [{ origin: 'portal', location: 'component:default/quote-engine' }],
  remarks: [
    'It is stricter than its hard dependency Rates can carry: 99.9% against 99.5%.',
  ],
  may: { edit: { allowed: true }, query: { allowed: true } },
};

export const contributors: RouteOutput<'getSloContributors'> = {
  label: 'route',
  labels: ['route', 'customer'],
  windowMinutes: 1440,
  items: [
    { value: '/quotes', bad: 610, share: 0.61 },
    { value: '/quotes/{id}/lines', bad: 80, share: 0.08 },
  ],
  others: { bad: 310, share: 0.31 },
};

export const queries: RouteOutput<'getSloQueries'> = {
  items: [
    {
      name: 'Bad events',
      query: 'sum(increase(http_requests_total{code=~"5.."}[5m]))',
      source: 'prometheus',
      askedAt: ago(0),
      answer: '{"resultType":"vector","result":[{"value":[1795773600,"31"]}]}',
      warnings: [],
      milliseconds: 18,
    },
    {
      name: 'All events',
      query: 'sum(increase(http_requests_total[5m]))',
      source: 'prometheus',
      askedAt: ago(0),
      error: 'query timed out after 10 s',
      warnings: ['results may be incomplete: store-2 did not answer'],
    },
  ],
};

export const rules: RouteOutput<'getSloRules'> = {
  state: 'older',
  sentence:
    'Prometheus has rules of an earlier version of the document. Load the file below and reload.',
  text: 'groups:\n  - name: gold-layer:default.quote-engine.availability\n    interval: 1m\n',
  diff: '--- loaded\n+++ generated\n@@ -3 +3 @@\n-          14.4\n+          13.44\n',
  checkedAt: ago(0, 1),
};

/** The SLOs of one service, taken together, and what others allow. */
export const serviceSlos: RouteOutput<'getServiceSlos'> = {
  items: [exhausted, { ...healthySlo, service: exhausted.service }],
  worst: {
    method: 'worst',
    title: 'The worst of 2: Quotes are answered',
    state: 'exhausted',
    remaining: -0.42,
    left: [],
  },
  weighted: {
    method: 'weighted',
    title: 'Weighted over 2',
    state: 'at-risk',
    remaining: 0.15,
    left: ['Quote latency'],
  },
  dependencies: [
    {
      service: 'component:default/rates',
      title: 'Rates',
      exists: true,
      objective: '0.995',
      slo: 'default.rates.availability',
      remaining: 0.4,
    },
    {
      service: 'component:default/geocoder',
      title: 'Geocoder',
      exists: true,
    },
    {
      service: 'component:default/vault',
      title: 'Vault',
      exists: true,
      hidden: true,
    },
    {
      service: 'component:default/gone',
      title: 'Gone',
      exists: false,
    },
  ],
  ceiling: '0.995',
  warnings: [
    'Quotes are answered promises 99.9%, but Rates carries only 99.5%.',
  ],
  problems: [
    {
      location: 'quote-engine/latency.yaml',
      problems: [
        {
          severity: 'error',
          path: 'spec.objectives.0.target',
          found: '99.9',
          allowed: 'a fraction below 1, such as 0.999',
          line: 14,
        },
      ],
    },
  ],
};

/** What the backend answers on the page of one SLO. */
export const sloAnswers = {
  // In a portal of the dev app each row opens; the detail is that of one.
  getSlo: ({ id }: { id: string }) => ({
    ...detail,
    ...(rows.find(row => row.id === id) ?? exhausted),
  }),
  getSloSeries: series,
  getSloLedger: ledger,
  getSloContributors: contributors,
  getSloQueries: queries,
  getSloRules: rules,
  reviewSlo: detail.review,
};
