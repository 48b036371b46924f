import type {
  RouteInput,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../../api';
import { changeAddress, usePaging, type Paging } from '../../ui';
import { reviewViews, sorts, type SortField, type View } from './views';

/** Rows of a page. */
export const pageSize = 25;
// A queue changes while one looks at it.
const refetchInterval = 60_000;

const manyKeys = ['tier', 'owner', 'state'] as const;
const oneKeys = ['q', 'checklist', 'reviewer'] as const;
type Key = (typeof manyKeys)[number] | (typeof oneKeys)[number];
type Filter = Pick<
  RouteInput<'listReviews'>,
  'q' | 'tier' | 'owner' | 'checklist' | 'reviewer'
>;

/** The list as the address asks for it, and the ways to change the address. */
export interface ReviewList {
  view: View;
  filter: {
    q: string;
    tier: string[];
    owner: string[];
    state: string[];
    checklist?: string;
    reviewer?: string;
  };
  filters: number;
  sort: (typeof sorts)[number];
  query: UseQueryResult<RouteOutput<'listReviews'>>;
  /** What a view asks the backend for, within the present filters. */
  queryOf: (view: View) => RouteInput<'listReviews'>;
  paging: Paging;
  change: (
    changes: Partial<Record<Key | 'view' | 'sort', string | string[]>>,
  ) => void;
  clear: () => void;
}

/** Reviews filtered, sorted and paged by the backend, driven by the address alone. */
export function useReviewList(): ReviewList {
  const [search, setSearch] = useSearchParams();
  const paging = usePaging();
  const many = (key: Key) => search.getAll(key);
  const one = (key: Key) => search.get(key) || undefined;
  const state = many('state');
  // States of one's own choosing are looked for in all reviews.
  const asked = search.get('view') ?? (state.length > 0 ? 'all' : 'open');
  const view = reviewViews.find(({ id }) => id === asked) ?? reviewViews[0];
  const sort = sortOf(search.get('sort'), view);

  const queryOf = (each: View) =>
    // Values nobody knows are left for the backend to refuse.
    ({
      q: one('q'),
      tier: many('tier'),
      owner: many('owner'),
      checklist: one('checklist'),
      state: each.id === 'all' ? state : each.state,
      reviewer: each.reviewer ?? one('reviewer'),
    }) as Filter;
  const query = useGoldLayer(
    'listReviews',
    {
      ...queryOf(view),
      sort: sort.field,
      order: sort.order,
      limit: pageSize,
      cursor: paging.cursor,
    },
    { refetchInterval },
  );
  return {
    view,
    filter: {
      q: one('q') ?? '',
      tier: many('tier'),
      owner: many('owner'),
      state,
      checklist: one('checklist'),
      reviewer: one('reviewer'),
    },
    filters:
      manyKeys.filter(key => many(key).length > 0).length +
      oneKeys.filter(key => one(key)).length,
    sort,
    query,
    queryOf,
    paging,
    change: changes =>
      setSearch(previous => changeAddress(previous, changes), {
        replace: 'q' in changes,
      }),
    clear: () =>
      setSearch(previous => {
        const next = new URLSearchParams();
        const kept = previous.get('view');
        if (kept) next.set('view', kept);
        return next;
      }),
  };
}

function sortOf(asked: string | null, view: View): (typeof sorts)[number] {
  const of = (field: SortField | string | null) =>
    sorts.find(sort => sort.field === field);
  return of(asked) ?? of(view.sort) ?? sorts[0];
}
