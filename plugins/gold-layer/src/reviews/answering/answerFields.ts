import {
  controlAnswerSchema,
  type AnswerControl,
  type ControlAnswer,
  type Review,
  type ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import type { PendingEdit, Saved } from '../../saving';

/** What a person can write on a control. */
export interface AnswerFields {
  /** A person's own answer; null where there is none, or only an automatic one. */
  answer: ControlAnswer | null;
  note: string;
  confirm: boolean;
  dispute: string | null;
}

/** What is kept of it by the browser. */
export const answerFieldsSchema: z.ZodType<AnswerFields> = z.object({
  answer: controlAnswerSchema.nullable(),
  note: z.string(),
  confirm: z.boolean(),
  dispute: z.string().nullable(),
});

/** What of a control people have written, as the backend has it. */
export function fieldsOf(control: ReviewControl): AnswerFields {
  return {
    answer: control.source === 'automatic' ? null : (control.answer ?? null),
    note: control.note ?? '',
    confirm: control.confirmed !== undefined,
    dispute: control.disputed?.comment ?? null,
  };
}

/** A control as something that is saved. */
export function savedOf(control: ReviewControl): Saved<AnswerFields> {
  return {
    key: control.control,
    fields: fieldsOf(control),
    version: control.version,
    by: control.updatedBy,
    at: control.updatedAt,
  };
}

/** A control of a review by its name. */
export function controlOf(
  review: Review | undefined,
  control: string,
): ReviewControl | undefined {
  return review?.sections
    .flatMap(({ controls }) => controls)
    .find(each => each.control === control);
}

/** The request that carries a change. */
export function toAnswer(edit: PendingEdit<AnswerFields>): AnswerControl {
  return { version: edit.version, ...edit.change };
}
