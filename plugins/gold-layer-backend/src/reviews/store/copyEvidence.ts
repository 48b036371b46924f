import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { StoredEvidence } from '../records';
import { fromEvidence } from './partRows';

/** Evidence of an earlier review, to be kept by a later one too. */
export interface EvidenceCopy {
  /** As the later review has it, with an id of its own. */
  evidence: StoredEvidence;
  /** The id it has in the earlier review. */
  of: string;
}

/**
 * Gives a review its own copies of evidence of an earlier one. Files never
 * leave the database: each copy has the same bytes, and so the same hash.
 *
 * @throws ConflictError if a file was removed since it was read about
 */
export async function copyEvidence(
  tx: Knex.Transaction,
  review: string,
  copies: readonly EvidenceCopy[],
): Promise<void> {
  const rows = copies.map(({ evidence }) => fromEvidence(review, evidence));
  for (const chunk of chunked(rows, 15)) {
    await tx('review_evidence').insert(chunk);
  }
  const files = copies.filter(({ evidence }) => evidence.file);
  for (const chunk of chunked(files, 3)) await copyFiles(tx, chunk);
}

async function copyFiles(
  tx: Knex.Transaction,
  files: readonly EvidenceCopy[],
): Promise<void> {
  const cases = files.map(() => 'when ? then ?').join(' ');
  const ids = files.flatMap(({ evidence, of }) => [of, evidence.id]);
  const contents = tx('review_files')
    .select(tx.raw(`case evidence_id ${cases} end`, ids), 'content')
    .whereIn(
      'evidence_id',
      files.map(({ of }) => of),
    );
  await tx(tx.raw('?? (??, ??)', ['review_files', 'evidence_id', 'content']))
    // What is inserted is read by the same statement.
    .insert(contents);
  const copied: string[] = await tx('review_files')
    .whereIn(
      'evidence_id',
      files.map(({ evidence }) => evidence.id),
    )
    .pluck('evidence_id');
  const lost = files.find(({ evidence }) => !copied.includes(evidence.id));
  if (!lost) return;
  throw new ConflictError(
    `The file of '${lost.evidence.title}' was just removed from the review before; start again`,
  );
}
