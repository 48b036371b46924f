import {
  AssessmentSubject,
  Person,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** Adds the catalog's word on the subject to a query over a table with `subject_ref`. */
export function joinSubjects(
  query: Knex.QueryBuilder,
  table: string,
): Knex.QueryBuilder {
  return query
    .leftJoin('services', 'services.ref', `${table}.subject_ref`)
    .leftJoin('groups', 'groups.ref', `${table}.subject_ref`);
}

/** What to select of the joined tables; see {@link toSubject}. */
export const subjectColumns = [
  'services.ref as service_ref',
  'services.name as service_name',
  'services.title as service_title',
  'services.tier as service_tier',
  'services.owner_ref as service_owner',
  'groups.title as group_title',
];

/** Columns of {@link subjectColumns}. */
export interface SubjectRow {
  service_ref: string | null;
  service_name: string | null;
  service_title: string | null;
  service_tier: string | null;
  service_owner: string | null;
  group_title: string | null;
}

/** The subject of a row; what has vanished keeps the title it had. */
export function toSubject(
  row: Partial<SubjectRow>,
  known: {
    ref: string;
    kind: 'service' | 'team';
    title: string;
    names: ReadonlyMap<string, Person>;
  },
): AssessmentSubject {
  const { ref, kind, names } = known;
  const owner = row.service_owner ?? undefined;
  const found = row.service_ref ?? row.group_title ?? undefined;
  return {
    ref,
    kind,
    title:
      row.service_title ?? row.service_name ?? row.group_title ?? known.title,
    exists: found !== undefined,
    tier: row.service_tier
      ? shownTierSchema.parse(row.service_tier)
      : undefined,
    owner: owner === undefined ? undefined : names.get(owner),
  };
}
