import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { WholeReview } from '../records';
import { AnswerRow, toAnswer } from './answerRows';
import {
  ConditionRow,
  EvidenceRow,
  RoleRow,
  SignOffRow,
  toCondition,
  toEvidence,
  toRole,
  toSignOff,
} from './partRows';
import { ReviewRow, toReview } from './reviewRows';

/** Reads reviews with all that hangs on them: one statement per table and chunk, however many there are. */
export async function readWhole(
  knex: Knex,
  rows: ReviewRow[],
): Promise<WholeReview[]> {
  const found = new Map(
    rows.map(row => [row.id, { ...empty(), review: toReview(row) }]),
  );
  const read = async <T extends { review_id: string }>(
    table: string,
    take: (whole: WholeReview, row: T) => void,
    order: string[],
  ) => {
    for (const ids of chunked([...found.keys()])) {
      const parts: T[] = await knex(table)
        .select('*')
        .whereIn('review_id', ids)
        .orderBy(order);
      for (const part of parts) {
        const whole = found.get(part.review_id);
        if (whole) take(whole, part);
      }
    }
  };
  const reads = [
    () =>
      read<AnswerRow>(
        'review_answers',
        ({ answers }, row) => answers.set(row.control, toAnswer(row)),
        ['review_id', 'control'],
      ),
    () =>
      read<EvidenceRow>(
        'review_evidence',
        ({ evidence }, row) => evidence.push(toEvidence(row)),
        ['added_at', 'id'],
      ),
    () =>
      read<SignOffRow>(
        'review_sign_offs',
        ({ signOffs }, row) => signOffs.push(toSignOff(row)),
        ['section'],
      ),
    () =>
      read<RoleRow>(
        'review_roles',
        ({ roles }, row) => roles.push(toRole(row)),
        ['position'],
      ),
    () =>
      read<ConditionRow>(
        'review_conditions',
        ({ conditions }, row) => conditions.push(toCondition(row)),
        ['position', 'due'],
      ),
  ];
  if (knex.isTransaction) {
    // A transaction has one connection, and that takes one statement at a time.
    for (const one of reads) await one();
  } else {
    await Promise.all(reads.map(one => one()));
  }
  return [...found.values()];
}

function empty(): Omit<WholeReview, 'review'> {
  return {
    answers: new Map(),
    evidence: [],
    signOffs: [],
    roles: [],
    conditions: [],
  };
}
