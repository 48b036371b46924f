import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { changeAddress, usePaging, type Paging } from '../ui';

/** Rows of a page. */
export const pageSize = 50;

const manyKeys = ['state', 'level', 'tier', 'owner'] as const;
/** A filter of which several values can be chosen. */
export type RegisterKey = (typeof manyKeys)[number];
const sorts = ['risk', 'age', 'until', 'renewals', 'service', 'owner'] as const;
/** What the register can be sorted by. */
export type RegisterSort = (typeof sorts)[number];

/** What the address of the register says. */
export interface RegisterFilter extends Record<RegisterKey, string[]> {
  q?: string;
  /** The one service that a link from its page asks for. */
  service?: string;
  /** The one check, with its scorecard, that a link from the check asks for. */
  scorecard?: string;
  check?: string;
  sort: RegisterSort;
}

/** The register as the address asks for it. */
export interface Register {
  filter: RegisterFilter;
  query: UseQueryResult<RouteOutput<'listWaivers'>>;
  paging: Paging;
  /** How many filters are set, and how many of them by a choice of theirs: not by the search, nor by a link. */
  used: { all: number; chosen: number };
  change: (key: RegisterKey | 'q' | 'sort', value: string[]) => void;
  /** Takes away what a link has narrowed the register to. */
  widen: (narrowing: 'service' | 'check') => void;
  clear: () => void;
}

/** What waits or holds is shown unless the address asks for other states. */
const openStates = ['requested', 'active'] as const;

/** Waivers filtered, sorted and paged by the backend, driven by the address alone. */
export function useRegister(): Register {
  const [search, setSearch] = useSearchParams();
  const paging = usePaging();
  const sort = sorts.find(each => each === search.get('sort')) ?? 'risk';
  const filter: RegisterFilter = {
    q: search.get('q') || undefined,
    sort,
    state: search.getAll('state'),
    level: search.getAll('level'),
    tier: search.getAll('tier'),
    owner: search.getAll('owner'),
    service: search.get('service') || undefined,
    scorecard: search.get('scorecard') || undefined,
    check: search.get('check') || undefined,
  };
  const query = useGoldLayer('listWaivers', {
    ...filter,
    state: filter.state.length > 0 ? filter.state : openStates,
    // The nearest end and the first name are what one looks for first.
    order: ['until', 'service', 'owner'].includes(sort) ? 'asc' : 'desc',
    limit: pageSize,
    cursor: paging.cursor,
  });
  const { q, service, scorecard, check } = filter;
  const chosen = manyKeys.filter(key => filter[key].length > 0).length;
  const beside = [q, service, check ?? scorecard].filter(Boolean).length;
  return {
    filter,
    query,
    paging,
    used: { all: chosen + beside, chosen },
    change: (key, value) => {
      const next = changeAddress(search, { [key]: value });
      setSearch(next, { replace: key === 'q' });
    },
    widen: narrowing => {
      const keys = narrowing === 'check' ? ['scorecard', 'check'] : [narrowing];
      const none = Object.fromEntries(keys.map(key => [key, undefined]));
      setSearch(changeAddress(search, none));
    },
    clear: () => setSearch(new URLSearchParams()),
  };
}
