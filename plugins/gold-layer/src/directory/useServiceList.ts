import type {
  RouteOutput,
  ScorecardSummary,
} from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { leadingScorecard } from '../scorecardOrder';
import { changeAddress, readAddress, toFilter, type Address } from './address';

/** Rows of a page; the backend takes up to a hundred. */
export const pageSize = 50;

/** The list as the address asks for it, and the ways to change the address. */
export interface ServiceList {
  address: Address;
  scorecards: ScorecardSummary[];
  /** The scorecard that levels, coverage and trend speak of. */
  scorecard?: ScorecardSummary;
  query: UseQueryResult<RouteOutput<'listServices'>>;
  /** 0 for the first page. */
  page: number;
  change: (change: Parameters<typeof changeAddress>[1]) => void;
  next?: () => void;
  previous?: () => void;
  clear: () => void;
}

/** Services filtered, sorted and paged by the backend, driven by the address alone. */
export function useServiceList(): ServiceList {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const address = readAddress(search);
  const scorecards = useGoldLayer('listScorecards', {}).data?.items ?? [];
  const scorecard =
    scorecards.find(({ name }) => name === address.scorecard) ??
    scorecards.find(({ name }) => name === leadingScorecard) ??
    scorecards[0];
  const query = useGoldLayer('listServices', {
    ...toFilter(address, scorecard?.name),
    limit: pageSize,
    cursor: address.cursor,
  });

  // A cursor leads only forward. The way back is kept with the entry of the
  // browser's history, so that reloading and going back and forth keep it.
  const { state } = useLocation();
  const trail = address.cursor ? readTrail(state) : [];
  const nextCursor = query.data?.pageInfo.nextCursor;
  const go = (cursor: string | undefined, visited: string[]) =>
    setSearch(changeAddress(search, { cursor }), {
      state: { trail: visited },
    });

  return {
    address,
    scorecards,
    scorecard,
    query,
    page: trail.length,
    change: change =>
      setSearch(changeAddress(search, change), { replace: 'q' in change }),
    next:
      nextCursor && !query.isPlaceholderData
        ? () => go(nextCursor, [...trail, address.cursor ?? ''])
        : undefined,
    previous: address.cursor
      ? () => go(trail[trail.length - 1] || undefined, trail.slice(0, -1))
      : undefined,
    clear: () => navigate({ search: '' }),
  };
}

function readTrail(state: unknown): string[] {
  const trail =
    typeof state === 'object' && state !== null && 'trail' in state
      ? state.trail
      : undefined;
  return Array.isArray(trail) ? trail.map(String) : [];
}
