import type { Knex } from 'knex';
import { pick } from 'lodash';
import { chunked } from '../../database/rows';
import { upsertRows, WritableTable } from '../../database/writeRows';
import type { StoredAnswer, StoredReview } from '../records';
import { chainEntry, LogRow, NewLogEntry } from './logRows';
import { fromAnswer } from './answerRows';
import type { ChangedBy } from './ReviewChange';
import { fromReview } from './reviewRows';

/** What a look at one review found, to be written together with that of others. */
export interface BackgroundChange {
  /** As it was read. */
  review: StoredReview;
  set: Partial<StoredReview>;
  answers: StoredAnswer[];
  entries: NewLogEntry[];
  /** Whether those who saw the review before have to look again. */
  raise: boolean;
}

/**
 * Writes changes of many reviews in a few statements, within one transaction
 * that holds their rows; answers the reviews as they then stand.
 *
 * What was found rests on what was read before the transaction: a review that
 * somebody has changed since is left alone, and the next look finds it. Rows
 * are held in order of id, so that two replicas never wait for each other in a
 * circle.
 */
export async function writeMany(
  tx: Knex.Transaction,
  changes: BackgroundChange[],
  by: ChangedBy,
): Promise<StoredReview[]> {
  const untouched = await heldUnchanged(tx, changes);
  const log: LogRow[] = [];
  const written = untouched.map(({ entries, raise, review, set }) => {
    const next: StoredReview = { ...review, ...set };
    if (raise) next.version += 1;
    for (const entry of entries) {
      const row = chainEntry(next, entry, by);
      log.push(row);
      next.logSeq = row.seq;
      next.logHash = row.hash;
      next.updatedAt = by.now;
    }
    return next;
  });
  await writeFindings(tx, untouched);
  for (const chunk of chunked(written.map(fromReview), 39)) {
    await tx('reviews').insert(chunk).onConflict('id').merge();
  }
  for (const chunk of chunked(log, 11)) await tx('review_log').insert(chunk);
  return written;
}

async function heldUnchanged(
  tx: Knex.Transaction,
  changes: BackgroundChange[],
): Promise<BackgroundChange[]> {
  const held = new Map<string, string>();
  for (const ids of chunked(changes.map(({ review }) => review.id))) {
    const rows = await tx('reviews')
      .select('id', 'version', 'log_hash')
      .whereIn('id', ids)
      .orderBy('id')
      .forUpdate();
    for (const { id, version, log_hash } of rows) {
      held.set(id, `${version} ${log_hash}`);
    }
  }
  return changes.filter(
    ({ review }) =>
      held.get(review.id) === `${review.version} ${review.logHash}`,
  );
}

const answers: WritableTable = {
  name: 'review_answers',
  columns: {
    review_id: 'text',
    control: 'text',
    version: 'bigint',
    applies: 'bigint',
    auto_outcome: 'text',
    auto_reason: 'text',
    auto_inputs: 'text',
    auto_as_of: 'bigint',
    confirmed_by: 'text',
    confirmed_at: 'bigint',
    drift: 'text',
  },
  key: ['review_id', 'control'],
  kept: ['version'],
};

/** What a look may change of an answer; the rest is written by people alone. */
async function writeFindings(
  tx: Knex.Transaction,
  changes: BackgroundChange[],
): Promise<void> {
  const columns = Object.keys(answers.columns);
  const rows = changes.flatMap(change =>
    change.answers.map(answer =>
      pick({ ...fromAnswer(change.review.id, answer) }, columns),
    ),
  );
  await upsertRows(tx, answers, rows);
}
