import {
  sloSortFields,
  type RouteInput,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../../api';
import { changeAddress, usePaging, type Paging } from '../../ui';

/** Rows of a page. */
export const pageSize = 50;
/** Numbers are worked out about once a minute. */
export const refetchInterval = 60_000;

const manyKeys = [
  'state',
  'budget',
  'rules',
  'tier',
  'owner',
  'system',
  'domain',
  'service',
] as const;
/** A filter of which several values can be chosen. */
export type ManyKey = (typeof manyKeys)[number];
const switches = ['frozen', 'firing'] as const;
type Switch = (typeof switches)[number];
/** A column the backend can sort by. */
export type SortField = (typeof sloSortFields)[number];
/** What the list can be taken together by. */
export const groupings = ['owner', 'system', 'tier'] as const;
/** What the list can be taken together by. */
export type Grouping = (typeof groupings)[number];
type Filter = Pick<RouteInput<'listSlos'>, 'q' | 'frozen' | 'firing' | ManyKey>;

/** The list as the address asks for it, and the ways to change the address. */
export interface SloList {
  /** What the backend is asked for. */
  filter: Filter;
  chosen: Record<ManyKey, string[]>;
  q: string;
  on: (key: Switch) => boolean;
  sort: { field: SortField; order: 'asc' | 'desc' };
  /** Absent: one row per SLO. */
  by?: Grouping;
  paging: Paging;
  /** How many filters are set. */
  used: number;
  change: (
    changes: Partial<
      Record<
        ManyKey | Switch | 'q' | 'sort' | 'order' | 'by',
        string | boolean | readonly string[] | undefined
      >
    >,
  ) => void;
  clear: () => void;
}

/** SLOs filtered, sorted and paged by the backend, driven by the address alone. */
export function useSloList(): SloList {
  const [search, setSearch] = useSearchParams();
  const paging = usePaging();
  const chosen = Object.fromEntries(
    manyKeys.map(key => [key, search.getAll(key)]),
  ) as Record<ManyKey, string[]>;
  const on = (key: Switch) => search.get(key) === 'true';
  const q = search.get('q') ?? '';
  // Values nobody knows are left for the backend to refuse.
  const filter = {
    ...chosen,
    q: q || undefined,
    frozen: on('frozen') ? 'true' : undefined,
    firing: on('firing') ? 'true' : undefined,
  } as Filter;
  return {
    filter,
    chosen,
    q,
    on,
    sort: {
      field: sloSortFields.find(f => f === search.get('sort')) ?? 'worst',
      order: search.get('order') === 'desc' ? 'desc' : 'asc',
    },
    by: groupings.find(each => each === search.get('by')),
    paging,
    used:
      manyKeys.filter(key => chosen[key].length > 0).length +
      switches.filter(on).length +
      (q ? 1 : 0),
    change: changes =>
      setSearch(previous => changeAddress(previous, changes), {
        replace: 'q' in changes,
      }),
    clear: () =>
      setSearch(previous => {
        const by = previous.get('by');
        return new URLSearchParams(by ? { by } : {});
      }),
  };
}

/** The page of rows that the address asks for. */
export function useSloRows(
  list: SloList,
): UseQueryResult<RouteOutput<'listSlos'>> {
  return useGoldLayer(
    'listSlos',
    {
      ...list.filter,
      sort: list.sort.field,
      order: list.sort.order,
      limit: pageSize,
      cursor: list.paging.cursor,
    },
    { refetchInterval },
  );
}
