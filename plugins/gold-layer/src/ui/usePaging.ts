import { useLocation, useSearchParams } from 'react-router-dom';

/** Where in a list of pages the address is. */
export interface Paging {
  /** Of the page shown; absent on the first. */
  cursor?: string;
  /** 0 for the first page. */
  page: number;
  /** To the page that the answer of this one names as the next. */
  next: (nextCursor: string) => void;
  previous?: () => void;
}

/** Pages of a list by cursors, kept in the address as `cursor`. */
export function usePaging(): Paging {
  const [search, setSearch] = useSearchParams();
  const cursor = search.get('cursor') || undefined;
  // A cursor leads only forward. The way back is kept with the entry of the
  // browser's history, so that reloading and going back and forth keep it.
  const { state } = useLocation();
  const trail = cursor ? readTrail(state) : [];
  const go = (to: string | undefined, visited: string[]) => {
    const address = new URLSearchParams(search);
    address.delete('cursor');
    if (to) address.set('cursor', to);
    setSearch(address, { state: { trail: visited } });
  };
  return {
    cursor,
    page: trail.length,
    next: nextCursor => go(nextCursor, [...trail, cursor ?? '']),
    previous: cursor
      ? () => go(trail[trail.length - 1] || undefined, trail.slice(0, -1))
      : undefined,
  };
}

function readTrail(state: unknown): string[] {
  const trail =
    typeof state === 'object' && state !== null && 'trail' in state
      ? state.trail
      : undefined;
  return Array.isArray(trail) ? trail.map(String) : [];
}
