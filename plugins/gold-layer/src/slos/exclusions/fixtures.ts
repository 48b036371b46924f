import type {
  Exclusion,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import { ago, exhausted } from '../fixtures';

const common = {
  service: exhausted.service,
  createdBy: 'user:default/ada',
  createdAt: ago(40),
};

/** Once, over; recurring; and by a rule that has no short words. */
export const exclusions: Exclusion[] = [
  {
    ...common,
    id: 'e1',
    from: '2026-01-04T01:00:00Z',
    rule: 'FREQ=WEEKLY;BYDAY=SU',
    minutes: 120,
    timeZone: 'Europe/Berlin',
    meaning: 'dropped',
    reason: 'The weekly window of the database, agreed with all customers.',
    next: { from: '2026-12-06T01:00:00Z', to: '2026-12-06T03:00:00Z' },
  },
  {
    ...common,
    id: 'e2',
    slo: exhausted.id,
    from: '2026-03-10T20:00:00Z',
    to: '2026-03-11T02:00:00Z',
    afterwards: true,
    timeZone: 'UTC',
    meaning: 'counted-good',
    reason: 'Move to the new region.',
  },
  {
    ...common,
    id: 'e3',
    from: '2026-01-31T22:00:00Z',
    rule: 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    minutes: 45,
    timeZone: 'UTC',
    meaning: 'dropped',
    reason: 'Closing of the books.',
    next: { from: '2026-12-29T22:00:00Z', to: '2026-12-29T22:45:00Z' },
  },
];

/** All of them on one page. */
export function pageOfExclusions(
  items: Exclusion[],
): RouteOutput<'listSloExclusions'> {
  return { items, totalItems: items.length, pageInfo: {} };
}
