import type { PastRecordInput } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { userRef } from './waivers';
import { hourOf } from './when';

/** The assessments of a story. */
export const assessmentsSchema = z.strictObject({
  rubric: z.string(),
  dimensions: z.array(z.string()),
  /** By ref. */
  subjects: z.record(
    z.string(),
    z.strictObject({
      by: z.string(),
      rounds: z.array(
        z.strictObject({
          daysAgo: z.number().int(),
          /** In the order of the dimensions. */
          grades: z.array(z.number().int()),
          notes: z.record(z.string(), z.string()).default({}),
        }),
      ),
    }),
  ),
});

/** The assessments of a story, told on a day; rounds of one subject oldest first. */
export function toPastAssessments(
  { dimensions, rubric, subjects }: z.infer<typeof assessmentsSchema>,
  now: Date,
): PastRecordInput[] {
  return Object.entries(subjects).flatMap(([subject, { by, rounds }]) =>
    rounds.map(({ daysAgo, grades, notes }, round): PastRecordInput => ({
      kind: 'assessment',
      key: `assessment ${rubric} ${subject} ${round}`,
      subject,
      rubric,
      by: userRef(by),
      at: hourOf(now, daysAgo, 10),
      grades: Object.fromEntries(
        dimensions.map((dimension, at) => [
          dimension,
          { grade: grades[at], note: notes[dimension] },
        ]),
      ),
    })),
  );
}
