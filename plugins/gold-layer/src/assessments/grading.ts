import type { Assessment, Grading } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { createEditing, type Saved } from '../saving';

/** What a person writes about one dimension. */
export interface GradingFields {
  grade: number | null;
  note: string;
  evidence: { title: string; url: string }[];
}

/** What of it may be kept in the browser. */
export const gradingFieldsSchema: z.ZodType<GradingFields> = z.object({
  grade: z.number().nullable(),
  note: z.string(),
  evidence: z.array(z.object({ title: z.string(), url: z.string() })),
});

/** A grading as the queue of edits sees it. */
export function toSaved(grading: Grading): Saved<GradingFields> {
  const { dimension, grade, note, evidence, version } = grading;
  return {
    key: dimension,
    fields: { grade: grade ?? null, note: note ?? '', evidence },
    version,
    by: grading.gradedBy,
    at: grading.gradedAt,
  };
}

/** The grading of one dimension of an assessment. */
export function savedOf(
  assessment: Assessment | undefined,
  dimension: string,
): Saved<GradingFields> | undefined {
  const found = assessment?.gradings.find(
    grading => grading.dimension === dimension,
  );
  return found && toSaved(found);
}

/** The queue of gradings around a page. */
export const gradingEdits = createEditing<GradingFields>();
