import type {
  WaiverState,
  WaiversQuery,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { filterServices } from '../../services';

/** What time it is for a filter, and how long before its end a waiver counts as expiring. */
export interface FilterTime {
  now: number;
  reminderMs: number;
}

type AskedState = NonNullable<WaiversQuery['state']>[number];

/** Restricts a query over `waivers` joined with `services` to those that match. */
export function filterWaivers(
  query: Knex.QueryBuilder,
  filter: Partial<WaiversQuery>,
  { database, ...time }: FilterTime & { database: Knex },
): void {
  filterServices(
    query,
    { tier: filter.tier, owner: filter.owner },
    { database },
  );
  whereStates(query, filter.state, time);
  if (filter.level?.length) query.whereIn('waivers.level', filter.level);
  const columns = {
    service_ref: filter.service && lower(filter.service),
    document: filter.scorecard ?? filter.checklist,
    item: filter.check ?? filter.control,
    kind: kindOf(filter),
  };
  for (const [column, value] of Object.entries(columns)) {
    if (value !== undefined) query.where(`waivers.${column}`, value);
  }
  for (const word of lower(filter.q ?? '').split(/\s+/)) {
    if (word === '') continue;
    query.whereRaw(`waivers.search_text like ? escape '!'`, [
      `%${word.replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
}

/** Any of the states; an active waiver whose time is over counts as expired. */
function whereStates(
  query: Knex.QueryBuilder,
  states: AskedState[] | undefined,
  time: FilterTime,
): void {
  if (!states?.length) return;
  query.where(any => {
    for (const state of states) {
      any.orWhere(one => whereState(one, state, time));
    }
  });
}

function whereState(
  query: Knex.QueryBuilder,
  state: AskedState,
  time: FilterTime,
): void {
  const is = (written: WaiverState) => query.where('waivers.state', written);
  switch (state) {
    case 'active':
      is('active').where('waivers.ends_at', '>', time.now);
      break;
    case 'expiring':
      is('active')
        .where('waivers.ends_at', '>', time.now)
        .where('waivers.ends_at', '<=', time.now + time.reminderMs);
      break;
    case 'expired':
      is('expired').orWhere(late =>
        late
          .where('waivers.state', 'active')
          .where('waivers.ends_at', '<=', time.now),
      );
      break;
    case 'open':
      is('requested').orWhere(active => whereState(active, 'active', time));
      break;
    default:
      is(state);
  }
}

function kindOf(filter: Partial<WaiversQuery>): string | undefined {
  if (filter.scorecard !== undefined || filter.check !== undefined) {
    return 'check';
  }
  const control =
    filter.checklist !== undefined || filter.control !== undefined;
  return control ? 'control' : undefined;
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
