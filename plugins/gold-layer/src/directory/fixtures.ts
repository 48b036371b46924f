import type {
  RouteOutput,
  ServiceRow,
} from '@gold-layer/backstage-plugin-common';
import { goldStandard, goldenSignals } from '../overview/fixtures';

export const scorecards: RouteOutput<'listScorecards'> = {
  items: [goldStandard, goldenSignals],
};

export const quoteEngine: ServiceRow = {
  ref: 'component:default/quote-engine',
  name: 'quote-engine',
  title: 'Quote engine',
  type: 'service',
  lifecycle: 'production',
  tier: 'critical',
  owner: 'group:default/pricing',
  ownerTitle: 'Pricing',
  system: 'system:default/booking',
  domain: 'domain:default/sales',
  gaps: ['no-rotation', 'no-escalation'],
  standings: [
    {
      scorecard: 'gold-standard',
      level: 'bronze',
      rank: 1,
      toNext: 3,
      passed: 11,
      failed: 4,
      unknown: 5,
      applicable: 20,
      coverage: 0.75,
      trend: -1,
    },
  ],
};

/** A plain Component without any record. */
export const orphan: ServiceRow = {
  ref: 'component:default/orphan',
  name: 'orphan',
  tier: 'unclassified',
  gaps: ['no-owner'],
  standings: [],
};

export const facets: RouteOutput<'listServiceFacets'> = {
  tiers: [
    { value: 'critical', count: 9 },
    { value: 'unclassified', count: 4 },
  ],
  owners: [
    { value: 'group:default/pricing', title: 'Pricing', count: 5 },
    { value: 'group:default/payments', title: 'Payments', count: 7 },
  ],
  systems: [{ value: 'system:default/booking', count: 12 }],
  domains: [{ value: 'domain:default/sales', count: 20 }],
  lifecycles: [{ value: 'production', count: 30 }],
  types: [{ value: 'service', count: 36 }],
  sources: [
    { value: 'entity', title: 'Catalog entity', count: 41 },
    { value: 'repository', title: 'Repository', count: 28 },
  ],
};

/** A page of the list. */
export function pageOfServices(
  items: ServiceRow[],
  options: { totalItems?: number; nextCursor?: string } = {},
): RouteOutput<'listServices'> {
  return {
    items,
    totalItems: options.totalItems ?? items.length,
    pageInfo: { nextCursor: options.nextCursor },
  };
}
