import { InputError } from '@backstage/errors';
import type { ServiceFilter } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/**
 * Restricts a query over `services` to those that stand on one of the levels
 * of a scorecard, or have one of its checks in one of the states, or are kept
 * from their next level by it.
 *
 * @throws InputError if a filter needs a scorecard and none is named
 */
export function filterByScorecard(
  query: Knex.QueryBuilder,
  filter: Pick<
    ServiceFilter,
    'scorecard' | 'level' | 'check' | 'state' | 'blocking'
  >,
  options: { database: Knex },
): void {
  const { level, check, state, blocking } = filter;
  const asked = Object.entries({ level, check, state, blocking }).filter(
    ([, value]) => value?.length,
  );
  if (asked.length === 0) return;
  if (!filter.scorecard) {
    const names = asked.map(([name]) => `query.${name}`).join(', ');
    throw new InputError(
      `${names}: needs query.scorecard, the name of a scorecard`,
    );
  }
  if (level?.length) whereLevel(query, level, filter.scorecard, options);
  if (check || state?.length || blocking) {
    const checks = options
      .database('check_results')
      .select('service_ref')
      .where('scorecard', filter.scorecard);
    if (check) checks.where('check_id', check);
    if (state?.length) checks.whereIn('state', state);
    if (blocking) checks.where('blocking', 1);
    query.whereIn('services.ref', checks);
  }
}

function whereLevel(
  query: Knex.QueryBuilder,
  levels: string[],
  scorecard: string,
  { database }: { database: Knex },
): void {
  const results = () =>
    database('scorecard_results')
      .select('service_ref')
      .where('scorecard', scorecard);
  query.where(any => {
    const named = levels.filter(
      level => level !== 'none' && level !== 'unscored',
    );
    // Where nothing applies no level is held, so an index answers this alone.
    if (named.length > 0) {
      any.orWhereIn('services.ref', results().whereIn('level', named));
    }
    if (levels.includes('none')) {
      any.orWhereIn(
        'services.ref',
        results().whereNull('level').where('applicable', '>', 0),
      );
    }
    if (levels.includes('unscored')) {
      any.orWhereNotIn('services.ref', results().where('applicable', '>', 0));
    }
  });
}
