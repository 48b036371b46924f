import type {
  RouteOutput,
  RubricSummary,
} from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { changeAddress, usePaging, type Paging } from '../ui';

/** Rows of a page of the heat map. */
export const pageSize = 50;

/** The portfolio as the address asks for it. */
export interface Portfolio {
  rubrics: UseQueryResult<RouteOutput<'listRubrics'>>;
  rubric?: RubricSummary;
  query: UseQueryResult<RouteOutput<'getAssessmentPortfolio'>>;
  paging: Paging;
  q?: string;
  kind?: 'service' | 'team';
  tier: string[];
  owner: string[];
  sort: string;
  order: 'asc' | 'desc';
  used: number;
  change: (changes: Record<string, string | string[] | undefined>) => void;
}

/** Latest grades of every subject, driven by the address alone. */
export function usePortfolio(): Portfolio {
  const [search, setSearch] = useSearchParams();
  const paging = usePaging();
  const rubrics = useGoldLayer('listRubrics', {});
  const all = rubrics.data?.items ?? [];
  const rubric =
    all.find(({ name }) => name === search.get('rubric')) ??
    all.find(({ name }) => name === 'sre-maturity') ??
    all[0];
  // Services and teams are not measured against each other: one kind at a time.
  const kind =
    rubric?.subjects.find(each => each === search.get('kind')) ??
    rubric?.subjects[0];
  const filter = {
    q: search.get('q') || undefined,
    kind,
    tier: search.getAll('tier'),
    owner: search.getAll('owner'),
    sort: search.get('sort') ?? 'score',
    order:
      search.get('order') === 'desc' ? ('desc' as const) : ('asc' as const),
  };
  const query = useGoldLayer(
    'getAssessmentPortfolio',
    {
      ...filter,
      rubric: rubric?.name ?? '',
      limit: pageSize,
      cursor: paging.cursor,
    },
    { enabled: rubric !== undefined },
  );
  const used = [filter.q, ...filter.tier, ...filter.owner].filter(
    Boolean,
  ).length;
  return {
    ...filter,
    rubrics,
    rubric,
    query,
    paging,
    used,
    change: changes => {
      const next = changeAddress(search, changes);
      setSearch(next, { replace: 'q' in changes });
    },
  };
}
