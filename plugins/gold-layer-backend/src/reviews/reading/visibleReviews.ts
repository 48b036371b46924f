import type { Knex } from 'knex';
import type { ServiceScope } from '../../services';

/** For whom is looked. */
export interface Viewer {
  /** User ref. */
  person: string;
  /** The groups of the person with all that stand above them. */
  groups: ReadonlySet<string>;
}

/**
 * Joins `services` and leaves the reviews that the scope lets see. Reviews of
 * vanished services stay with those who see everything and, where a viewer is
 * given, with those who had a part in them and their owners, as when one is
 * opened; see `ReviewDesk.forReading`.
 */
export function visibleReviews(
  query: Knex.QueryBuilder,
  scope: ServiceScope,
  viewer?: Viewer,
): void {
  if (scope.everything) {
    query.leftJoin('services', 'services.ref', 'reviews.service_ref');
    return;
  }
  if (!viewer || scope.nothing) {
    query.innerJoin('services', 'services.ref', 'reviews.service_ref');
    scope.restrict(query);
    return;
  }
  query.leftJoin('services', 'services.ref', 'reviews.service_ref');
  query.where(any =>
    any
      .where(seen => {
        seen.whereNotNull('services.ref');
        scope.restrict(seen);
      })
      .orWhere(vanished =>
        vanished
          .whereNull('services.ref')
          .where(involved => whereInvolved(involved, viewer)),
      ),
  );
}

function whereInvolved(
  query: Knex.QueryBuilder,
  { groups, person }: Viewer,
): void {
  query
    .where('reviews.requested_by', person)
    .orWhereIn('reviews.owner_ref', [person, ...groups])
    .orWhereExists(parts =>
      parts
        .select('review_roles.role')
        .from('review_roles')
        .whereRaw('review_roles.review_id = reviews.id')
        .where(mine =>
          mine
            .where('review_roles.assignee', person)
            .orWhere('review_roles.by', person),
        ),
    );
}
