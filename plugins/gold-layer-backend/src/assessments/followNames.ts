import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { ProjectionListener } from '../services/ServiceProjection';
import type { AssessmentRow } from './store/assessmentRows';

/**
 * Lists are sorted by a title that is kept beside each assessment, which is
 * also what remains of it once its service has vanished. Renaming a service
 * renames it here.
 */
export function followNames(options: { database: Knex }): ProjectionListener {
  const { database } = options;
  return {
    async upserted(services) {
      const titles = new Map(
        services.map(({ service: { ref, title, name } }) => [
          ref,
          title ?? name,
        ]),
      );
      for (const chunk of chunked([...titles.keys()])) {
        const known = await database<AssessmentRow>('assessments')
          .distinct('subject_ref', 'subject_title')
          .whereIn('subject_ref', chunk);
        for (const { subject_ref, subject_title } of known) {
          const title = titles.get(subject_ref) ?? subject_title;
          if (title === subject_title) continue;
          await database<AssessmentRow>('assessments')
            .where({ subject_ref })
            .update({
              subject_title: title,
              sort_name: title.toLocaleLowerCase('en-US'),
            });
        }
      }
    },
    async removed() {},
  };
}
