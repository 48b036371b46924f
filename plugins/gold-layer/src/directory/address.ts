import {
  serviceSortFields,
  type RouteInput,
} from '@gold-layer/backstage-plugin-common';

/** Filters of which several values can be chosen. */
export const manyKeys = [
  'tier',
  'owner',
  'system',
  'domain',
  'lifecycle',
  'type',
  'level',
  'state',
  'sourceState',
  'gap',
  'gold',
] as const;
/** A filter of which several values can be chosen. */
export type ManyKey = (typeof manyKeys)[number];
const oneKeys = ['q', 'scorecard', 'check', 'source'] as const;
type OneKey = (typeof oneKeys)[number];
/** A column the backend can sort by. */
export type SortField = (typeof serviceSortFields)[number];

/** What the address of the Services page says. */
export interface Address extends Record<ManyKey, string[]> {
  q?: string;
  scorecard?: string;
  check?: string;
  /** Only services that `check` keeps from their next level. */
  blocking?: 'true';
  /** A source of facts. */
  source?: string;
  sort: SortField;
  order: 'asc' | 'desc';
  cursor?: string;
}

/** Reads an address; values nobody knows are left for the backend to refuse. */
export function readAddress(search: URLSearchParams): Address {
  const many = Object.fromEntries(
    manyKeys.map(key => [key, search.getAll(key)]),
  ) as Record<ManyKey, string[]>;
  const one = Object.fromEntries(
    oneKeys.map(key => [key, search.get(key) || undefined]),
  ) as Record<OneKey, string | undefined>;
  return {
    ...many,
    ...one,
    blocking: search.get('blocking') === 'true' ? 'true' : undefined,
    sort: serviceSortFields.find(f => f === search.get('sort')) ?? 'tier',
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
    cursor: search.get('cursor') || undefined,
  };
}

/** What may be changed of an address at once. */
export type AddressChange = Partial<
  Record<keyof Address, string | string[] | undefined>
>;

/** The part of the backend's query that says which services; `scorecard` is the one in question if the address names none. */
export function toFilter(
  address: Address,
  scorecard: string | undefined,
): Omit<RouteInput<'exportServices'>, 'body'> {
  const { cursor, check, source, ...rest } = address;
  return {
    ...rest,
    scorecard: address.scorecard ?? scorecard,
    check,
    // The backend understands states only of one check and of one source.
    state: check ? address.state : [],
    blocking: check ? address.blocking : undefined,
    source,
    sourceState: source ? address.sourceState : [],
  };
}

/** How many filters are set, the free text included. */
export function countFilters(address: Address): number {
  const many = manyKeys.filter(key => address[key].length > 0).length;
  const one = [address.q, address.check, address.blocking, address.source];
  return many + one.filter(Boolean).length;
}
