import {
  ownershipGapKinds,
  type RouteInput,
  type RouteOutput,
  type ServiceRow,
  type ShownTier,
} from '@gold-layer/backstage-plugin-common';
import { tierWords } from '../src/ui';

const names = ['booking', 'pricing', 'ledger', 'tracking', 'dispatch', 'quote'];
const parts = ['api', 'worker', 'gateway', 'store', 'web'];
const tiers = Object.keys(tierWords) as ShownTier[];
const levels = [undefined, 'bronze', 'silver', 'gold'];

/** A few dozen services, alike at every start. */
const services: ServiceRow[] = Array.from({ length: 130 }, (_, n) => {
  const name = `${names[n % 6]}-${parts[(n * 7) % 5]}-${n}`;
  const rank = (n * 5) % 4;
  return {
    ref: `component:default/${name}`,
    name,
    type: n % 4 ? 'service' : 'website',
    lifecycle: n % 9 ? 'production' : 'experimental',
    tier: tiers[(n * 3) % 5],
    owner: n % 11 ? `group:default/${names[n % 6]}-team` : undefined,
    ownerTitle: `${names[n % 6]} team`,
    system: n % 7 ? `system:default/${names[(n + 1) % 6]}` : undefined,
    domain: 'domain:default/shipping',
    gaps: ownershipGapKinds.slice(0, n % 4 ? 0 : n % 3),
    standings: [
      {
        scorecard: 'gold-standard',
        level: levels[rank],
        rank,
        toNext: rank === 3 ? undefined : 1 + (n % 9),
        passed: 10,
        failed: 3,
        unknown: 4,
        applicable: 17,
        coverage: 0.4 + (n % 7) / 10,
        trend: n % 8 ? 0 : (n % 3) - 1,
      },
    ],
  };
});

/** Enough of the backend's filtering and paging to try the page. */
export function listServices(
  input: RouteInput<'listServices'>,
): RouteOutput<'listServices'> {
  const tier = Array.isArray(input.tier) ? input.tier : [];
  const found = services.filter(
    row =>
      (tier.length === 0 || tier.includes(row.tier)) &&
      row.name.includes(input.q ?? ''),
  );
  const from = Number(input.cursor ?? 0);
  const limit = Number(input.limit ?? 50);
  return {
    items: found.slice(from, from + limit),
    totalItems: found.length,
    pageInfo: {
      nextCursor:
        from + limit < found.length ? String(from + limit) : undefined,
    },
  };
}
