import type {
  ReviewState,
  RouteInput,
} from '@gold-layer/backstage-plugin-common';

type Query = RouteInput<'listReviews'>;
/** A state the list can be filtered by, or a group of them. */
export type StateFilter = ReviewState | 'open' | 'expiring' | 'drifted';
/** A column the backend can sort by. */
export type SortField = NonNullable<Query['sort']>;

/** A question the list answers with one press. */
export interface View {
  id: string;
  title: string;
  state: StateFilter[];
  reviewer?: 'me';
  sort: SortField;
  order: 'asc' | 'desc';
  /** Why there is nothing. */
  empty: string;
}

/** What people come to the list for, most pressing first. */
export const reviewViews: readonly View[] = [
  {
    id: 'open',
    title: 'Open',
    state: ['open'],
    sort: 'promised',
    order: 'asc',
    empty: 'No review is open.',
  },
  {
    id: 'mine',
    title: 'Waiting for me',
    state: ['submitted', 'in-review'],
    reviewer: 'me',
    sort: 'promised',
    order: 'asc',
    empty: 'No review waits for you.',
  },
  {
    id: 'drifted',
    title: 'Drifted',
    state: ['drifted'],
    sort: 'drift',
    order: 'desc',
    empty: 'Nothing has regressed since its approval.',
  },
  {
    id: 'expiring',
    title: 'Expiring',
    state: ['expiring'],
    sort: 'validUntil',
    order: 'asc',
    empty: 'No approval ends within 30 days.',
  },
  {
    id: 'again',
    title: 'To do again',
    state: ['expired', 'revalidation-required'],
    sort: 'tier',
    order: 'asc',
    empty: 'No approval has ended or been overtaken.',
  },
  {
    id: 'approved',
    title: 'Approved',
    state: ['approved', 'conditionally-approved'],
    sort: 'validUntil',
    order: 'asc',
    empty: 'No review is approved yet.',
  },
  {
    id: 'all',
    title: 'All',
    state: [],
    sort: 'updated',
    order: 'desc',
    empty: 'There are no reviews yet.',
  },
];

/** Sorts as people ask for them. */
export const sorts: {
  field: SortField;
  order: 'asc' | 'desc';
  title: string;
}[] = [
  { field: 'promised', order: 'asc', title: 'Promised soonest' },
  // By when it was begun, as the backend has it: the earliest first.
  { field: 'age', order: 'asc', title: 'Oldest' },
  { field: 'updated', order: 'desc', title: 'Changed last' },
  { field: 'tier', order: 'asc', title: 'Tier' },
  { field: 'service', order: 'asc', title: 'Service' },
  { field: 'validUntil', order: 'asc', title: 'Ends soonest' },
  { field: 'drift', order: 'desc', title: 'Most drift' },
];
