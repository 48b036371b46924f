import type {
  RouteOutput,
  ScorecardSummary,
} from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { leadingScorecard } from '../scorecardOrder';
import { changeAddress, usePaging, type Paging } from '../ui';
import {
  readAddress,
  toFilter,
  type Address,
  type AddressChange,
} from './address';

/** Rows of a page; the backend takes up to a hundred. */
export const pageSize = 50;

/** The list as the address asks for it, and the ways to change the address. */
export interface ServiceList {
  address: Address;
  scorecards: ScorecardSummary[];
  /** The scorecard that levels, coverage and trend speak of. */
  scorecard?: ScorecardSummary;
  query: UseQueryResult<RouteOutput<'listServices'>>;
  paging: Paging;
  change: (change: AddressChange) => void;
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
  const paging = usePaging();
  const query = useGoldLayer('listServices', {
    ...toFilter(address, scorecard?.name),
    limit: pageSize,
    cursor: paging.cursor,
  });

  return {
    address,
    scorecards,
    scorecard,
    query,
    paging,
    change: change =>
      setSearch(changeAddress(search, change), { replace: 'q' in change }),
    clear: () => navigate({ search: '' }),
  };
}
