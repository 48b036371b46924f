import { canonicalJson } from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { serviceRef } from '../catalog';
import { checklistName, controlId, sections } from './checklist';
import { insertRows } from '../insert';
import { classes, reviewsOf } from './plan';
import {
  evidenceOf,
  isDecided,
  partsOf,
  reviewWithLog,
  ServiceOfReview,
} from './reviewRows';
import { patterns, writeAnswers } from './writeAnswers';

const tablesOfReviews = ['review_answers', 'review_log'];

/** Sets aside the answers of reviews that the backend has begun, and removes these reviews. */
export async function takePatterns(knex: Knex, reviews: string[]) {
  const marks = reviews.map(() => '?').join(', ');
  await knex.raw(
    `create table ${patterns} as select * from review_answers where review_id in (${marks})`,
    reviews,
  );
  await knex.raw(
    `create index ${patterns}_by_review on ${patterns} (review_id)`,
  );
  for (const table of tablesOfReviews) {
    await knex(table).whereIn('review_id', reviews).delete();
  }
  await knex('reviews').whereIn('id', reviews).delete();
}

/** Writes both reviews of each of some services, with all that hangs on them. */
export async function writeReviews(
  knex: Knex,
  options: { from: number; count: number; patterns: string[]; now: number },
): Promise<void> {
  const { count, from, now } = options;
  const numbers = Array.from({ length: count }, (_, i) => from + i);
  const known = await servicesOf(knex, numbers);
  const checklist = await checklistOf(knex);
  const evidenced = sections
    .slice(0, 2)
    .flatMap((_, area) => [3, 4].map(i => controlId(area, i)));
  for (let one = 0; one < classes; one++) {
    const services = numbers.filter(number => number % classes === one);
    if (services.length === 0) continue;
    const pattern = options.patterns[one];
    const snapshot = await snapshotOf(knex, pattern);
    const parts = services.flatMap(number =>
      reviewsOf(number).map(planned => ({
        planned,
        service: known.get(serviceRef(number)) ?? noService(number),
        checklist,
        snapshotHash: snapshot.hash,
        now,
      })),
    );
    const rows = parts.map(reviewWithLog);
    const rest = parts.map(partsOf);
    const [decided, open] = [true, false].map(wanted =>
      parts.flatMap(({ planned }) =>
        isDecided(planned) === wanted ? planned.id : [],
      ),
    );
    await knex.transaction(async tx => {
      await insertRows(
        tx,
        'reviews',
        rows.map(({ review }) => review),
      );
      await insertRows(
        tx,
        'review_log',
        rows.flatMap(({ log }) => log),
      );
      await insertRows(
        tx,
        'review_roles',
        rest.flatMap(it => it.roles),
      );
      await insertRows(
        tx,
        'review_sign_offs',
        rest.flatMap(it => it.signOffs),
      );
      await insertRows(
        tx,
        'review_comments',
        rest.flatMap(it => it.comments),
      );
      await insertRows(
        tx,
        'review_evidence',
        parts.flatMap(each => evidenceOf(each, evidenced)),
      );
      await writeAnswers(tx, { pattern, reviews: decided, kind: 'decided' });
      await writeAnswers(tx, { pattern, reviews: open, kind: 'open' });
      await insertRows(
        tx,
        'review_snapshots',
        decided.map(id => ({ review_id: id, at: now, ...snapshot })),
      );
    });
  }
}

async function servicesOf(knex: Knex, numbers: number[]) {
  const rows: ServiceOfReview[] = await knex('services')
    .whereIn('ref', numbers.map(serviceRef))
    .select('ref', 'title', 'tier', 'tier_rank', 'owner_ref');
  return new Map(rows.map(row => [row.ref, row]));
}

/** The version of the checklist that reviews are pinned to. */
async function checklistOf(knex: Knex) {
  return knex('definition_versions')
    .where({ kind: 'Checklist', name: checklistName, in_force: 1 })
    .first('version', 'hash');
}

/** As large as the backend's own: answers with what facts said. */
async function snapshotOf(knex: Knex, pattern: string) {
  const answers = await knex(patterns).where('review_id', pattern);
  const content = canonicalJson({
    answers: answers.map(row => ({
      control: row.control,
      title: row.control,
      answer: 'met',
      automatic: row.auto_outcome && {
        outcome: row.auto_outcome,
        reason: row.auto_reason,
        inputs: JSON.parse(row.auto_inputs),
      },
    })),
  });
  return { content, hash: createHash('sha256').update(content).digest('hex') };
}

function noService(number: number): never {
  throw new Error(`The backend does not know ${serviceRef(number)}`);
}
