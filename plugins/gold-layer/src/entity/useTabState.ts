import { useLocation, useSearchParams } from 'react-router-dom';

/** The parts of the tab below the ladder. */
export const views = [
  'checks',
  'slos',
  'reviews',
  'facts',
  'history',
  'record',
] as const;
/** The parts of the tab below the ladder. */
export type View = (typeof views)[number];

/** A check that the address asks for. */
export interface AskedFor {
  check: string;
  /** Another one each time that somebody asks, also for the same check. */
  request: string;
}

/** What the tab shows, kept in the address so that it can be sent to somebody. */
export function useTabState() {
  const [search, setSearch] = useSearchParams();
  const { key: request } = useLocation();
  const check = search.get('check');
  const change = (changes: Record<string, string | undefined>) =>
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        for (const [key, value] of Object.entries(changes)) {
          if (value === undefined) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  return {
    scorecard: search.get('scorecard') ?? undefined,
    askedFor: check ? { check, request } : undefined,
    view: views.find(view => view === search.get('view')) ?? 'checks',
    showScorecard: (scorecard: string) =>
      change({ scorecard, check: undefined }),
    showCheck: (name: string) => change({ check: name, view: undefined }),
    showView: (view: View) => change({ view, check: undefined }),
  };
}
