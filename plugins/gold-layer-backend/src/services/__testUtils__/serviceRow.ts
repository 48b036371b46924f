import type { ServiceRow } from '../ServiceRow';

/** For tests: the row of a service of which no more is known than its name, and what is given. */
export function serviceRow(name: string, given: Partial<ServiceRow> = {}) {
  return {
    ref: `component:default/${name}`,
    kind: 'component',
    namespace: 'default',
    name,
    sort_name: name,
    tier: 'unclassified',
    tier_rank: 4,
    hash: '',
    tags: '[]',
    record: '{}',
    problems: '[]',
    gap_count: 0,
    gaps: '[]',
    gold: 'undecided',
    gold_reasons: '[]',
    search_text: name,
    changed_at: 0,
    ...given,
  };
}
