import {
  automaticAnswerSchema,
  controlAnswers,
} from '@gold-layer/backstage-plugin-common';
import type { StoredAnswer } from '../records';
import { toTime } from './reviewRows';

type Time = number | string;

/** A row of `review_answers`. */
export interface AnswerRow {
  review_id: string;
  control: string;
  applies: number;
  answer: string | null;
  note: string | null;
  confirmed_by: string | null;
  confirmed_at: Time | null;
  disputed_by: string | null;
  disputed_at: Time | null;
  dispute: string | null;
  auto_outcome: string | null;
  auto_reason: string | null;
  auto_inputs: string | null;
  auto_as_of: Time | null;
  valid_until: Time | null;
  approved_answer: string | null;
  approved_auto: string | null;
  approved_waived: number | null;
  drift: string | null;
  carried_review: string | null;
  carried_at: Time | null;
  updated_by: string | null;
  updated_at: Time | null;
  version: number;
}

/** Written by this room alone; looked up and not parsed, as lists of answers are long. */
const outcomes = new Map(
  automaticAnswerSchema.shape.outcome.options.map(each => [`${each}`, each]),
);
const answers = new Map(controlAnswers.map(each => [`${each}`, each]));

function known<T>(values: ReadonlyMap<string, T>, value: string): T {
  const found = values.get(value);
  if (found === undefined) throw new Error(`Unexpected value '${value}'`);
  return found;
}

/** A row of `review_answers` as the room knows it. */
export function toAnswer(row: AnswerRow): StoredAnswer {
  const { confirmed_by, disputed_by, auto_outcome, approved_answer } = row;
  const { carried_review } = row;
  return {
    control: row.control,
    applies: row.applies === 1,
    answer: row.answer === null ? undefined : known(answers, row.answer),
    note: row.note ?? undefined,
    confirmed:
      confirmed_by === null
        ? undefined
        : { by: confirmed_by, at: Number(row.confirmed_at) },
    disputed:
      disputed_by === null
        ? undefined
        : {
            by: disputed_by,
            at: Number(row.disputed_at),
            comment: row.dispute ?? '',
          },
    automatic:
      auto_outcome === null
        ? undefined
        : {
            outcome: known(outcomes, auto_outcome),
            reason: row.auto_reason ?? '',
            inputs: JSON.parse(row.auto_inputs ?? '[]'),
            asOf: new Date(Number(row.auto_as_of)).toISOString(),
          },
    validUntil: toTime(row.valid_until),
    approved:
      approved_answer === null
        ? undefined
        : {
            answer: known(answers, approved_answer),
            automatic:
              row.approved_auto === null
                ? undefined
                : known(outcomes, row.approved_auto),
            waived: row.approved_waived === 1,
          },
    drift: row.drift ?? undefined,
    carriedFrom:
      carried_review === null
        ? undefined
        : { review: carried_review, at: Number(row.carried_at) },
    updatedBy: row.updated_by ?? undefined,
    updatedAt: toTime(row.updated_at),
    version: row.version,
  };
}

/** An answer as a row. */
export function fromAnswer(review: string, answer: StoredAnswer): AnswerRow {
  const { approved, automatic, confirmed, disputed } = answer;
  return {
    review_id: review,
    control: answer.control,
    applies: answer.applies ? 1 : 0,
    answer: answer.answer ?? null,
    note: answer.note ?? null,
    confirmed_by: confirmed?.by ?? null,
    confirmed_at: confirmed?.at ?? null,
    disputed_by: disputed?.by ?? null,
    disputed_at: disputed?.at ?? null,
    dispute: disputed?.comment ?? null,
    auto_outcome: automatic?.outcome ?? null,
    auto_reason: automatic?.reason ?? null,
    auto_inputs: automatic ? JSON.stringify(automatic.inputs) : null,
    auto_as_of: automatic ? Date.parse(automatic.asOf) : null,
    valid_until: answer.validUntil ?? null,
    approved_answer: approved?.answer ?? null,
    approved_auto: approved?.automatic ?? null,
    approved_waived: approved ? Number(approved.waived) : null,
    drift: answer.drift ?? null,
    carried_review: answer.carriedFrom?.review ?? null,
    carried_at: answer.carriedFrom?.at ?? null,
    updated_by: answer.updatedBy ?? null,
    updated_at: answer.updatedAt ?? null,
    version: answer.version,
  };
}
