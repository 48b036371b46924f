import type { Knex } from 'knex';
import type { Sight } from '../SubjectAccess';

/**
 * Restricts a query over `assessments`, left joined with `services`, to those
 * the caller may see; see `SubjectAccess`.
 */
export function visibleAssessments(
  query: Knex.QueryBuilder,
  { scope, caller }: Sight,
): void {
  if (scope.nothing) {
    query.whereRaw('1 = 0');
    return;
  }
  if (scope.everything) return;
  query.where(any =>
    any
      .where('assessments.subject_kind', 'team')
      .orWhere(seen => {
        seen.whereNotNull('services.ref');
        scope.restrict(seen);
      })
      .orWhere(own =>
        own
          .whereNull('services.ref')
          .where(by =>
            by
              .where('assessments.started_by', caller)
              .orWhere('assessments.published_by', caller),
          ),
      ),
  );
}
