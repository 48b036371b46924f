import {
  type ShownTier,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Which services a scorecard's page speaks of; nothing chosen means all. */
export interface ScorecardFilter {
  tier?: ShownTier[];
  owner?: string[];
  system?: string[];
  domain?: string[];
}

const keys = ['tier', 'owner', 'system', 'domain'] as const;

function chosen<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** The filter as the address has it; tiers that do not exist are left out. */
export function filterFromSearch(search: URLSearchParams): ScorecardFilter {
  return {
    tier: chosen(
      search.getAll('tier').flatMap(value => {
        const tier = shownTierSchema.safeParse(value);
        return tier.success ? [tier.data] : [];
      }),
    ),
    owner: chosen(search.getAll('owner')),
    system: chosen(search.getAll('system')),
    domain: chosen(search.getAll('domain')),
  };
}

/** The page's filter, kept in the address. */
export function useScorecardFilter() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFromSearch(search), [search]);
  const setFilter = (key: (typeof keys)[number], values: string[]) =>
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        next.delete(key);
        values.forEach(value => next.append(key, value));
        return next;
      },
      { replace: true },
    );
  const clear = () =>
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        keys.forEach(key => next.delete(key));
        return next;
      },
      { replace: true },
    );
  return {
    filter,
    isFiltered: keys.some(key => filter[key]),
    setFilter,
    clear,
  };
}
