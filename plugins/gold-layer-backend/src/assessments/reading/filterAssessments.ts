import type { AssessmentsQuery } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** What lists and counts of assessments are filtered by. */
export type AssessmentFilter = Partial<
  Pick<
    AssessmentsQuery,
    'q' | 'rubric' | 'subject' | 'kind' | 'tier' | 'owner' | 'state'
  >
>;

/** Restricts a query over `assessments`, left joined with `services` and `groups`, to those that match. */
export function filterAssessments(
  query: Knex.QueryBuilder,
  filter: AssessmentFilter,
  options: { database: Knex; now: Date },
): void {
  const { q, rubric, subject, kind, tier, owner, state } = filter;
  if (rubric) query.where('assessments.rubric', rubric);
  if (subject) query.where('assessments.subject_ref', lower(subject));
  if (kind) query.where('assessments.subject_kind', kind);
  if (tier?.length) query.whereIn('services.tier', tier);
  if (owner?.length) {
    const owners = owner.map(lower);
    query.where(any =>
      any
        .whereIn('services.ref', ownedBy(owners, options))
        .orWhereIn('groups.ref', groupsBelow(owners, options)),
    );
  }
  if (state?.length) {
    const now = options.now.getTime();
    const states = state.filter(each => each !== 'overdue');
    query.where(any => {
      any.whereIn('assessments.state', states);
      if (state.includes('overdue')) {
        any.orWhere('assessments.next_due', '<=', now);
      }
    });
  }
  for (const word of words(q)) {
    query.where(any =>
      any
        .whereRaw(...like('assessments.sort_name', word))
        .orWhereRaw(...like('assessments.subject_ref', word))
        .orWhereRaw(...like('lower(assessments.rubric_title)', word))
        .orWhereRaw(...like('services.search_text', word)),
    );
  }
}

/** Refs of the services that the groups, or any group below them, own. */
export function ownedBy(
  owners: string[],
  options: { database: Knex },
): Knex.QueryBuilder {
  return options
    .database('service_owners')
    .select('service_ref')
    .whereIn('owner_ref', owners)
    .orWhereIn('owner_ref', groupsBelow(owners, options));
}

/** Refs of the groups and of those below them. */
export function groupsBelow(
  owners: string[],
  { database }: { database: Knex },
): Knex.QueryBuilder {
  return database('group_closure')
    .select('descendant_ref')
    .whereIn('ancestor_ref', owners);
}

/** Each word must be found somewhere. */
export function words(text: string | undefined): string[] {
  return lower(text ?? '')
    .split(/\s+/)
    .filter(word => word !== '');
}

/** A condition that finds a word, whatever characters it has. */
export function like(column: string, word: string): [string, string[]] {
  return [
    `${column} like ? escape '!'`,
    [`%${word.replace(/[!%_]/g, '!$&')}%`],
  ];
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
