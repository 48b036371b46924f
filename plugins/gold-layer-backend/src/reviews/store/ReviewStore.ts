import { NotFoundError } from '@backstage/errors';
import type {
  Presence,
  ReviewLogEntry,
  ReviewState,
} from '@gold-layer/backstage-plugin-common';
import { firstHash } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type {
  StoredAnswer,
  StoredComment,
  StoredReview,
  WholeReview,
} from '../records';
import { chainEntry, LogRow, NewLogEntry, toLogEntry } from './logRows';
import { fromAnswer } from './answerRows';
import { copyEvidence, EvidenceCopy } from './copyEvidence';
import { holdReview, supersededStates } from './holdReviews';
import {
  CommentRow,
  RoleRow,
  SignOffRow,
  toComment,
  toRole,
  toSignOff,
} from './partRows';
import { readWhole } from './readWhole';
import { ChangedBy, ReviewChange } from './ReviewChange';
import { fromReview, ReviewRow, toReview } from './reviewRows';
import { BackgroundChange, writeMany } from './writeMany';

/** Somebody else's presence as stored. */
export interface StoredPresence extends Pick<Presence, 'control'> {
  person: string;
  at: number;
}

/** What an approval is, or has become. */
const approvedStates: ReviewState[] = [...supersededStates, 'superseded'];

/** What roles have said in a review. */
export type Said = Pick<WholeReview, 'roles' | 'signOffs'>;

/** How a review is changed. */
export interface ChangeOptions<T> {
  /** Whether those who saw it before have to look again; they have unless this says otherwise. */
  raise?: boolean | ((outcome: T) => boolean);
  /** Whose earlier reviews are held too, as the change may supersede them. */
  earlier?: Pick<StoredReview, 'service' | 'checklist'>;
}

/** Reviews in the database. Every change holds the review's row from its first read to its end. */
export class ReviewStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReviewStore {
    return new ReviewStore(options.database);
  }

  async find(id: string): Promise<StoredReview | undefined> {
    const row = await this.#knex<ReviewRow>('reviews').where({ id }).first();
    return row && toReview(row);
  }

  /** The open review of a service and checklist, if there is one. */
  async findOpen(
    service: string,
    checklist: string,
  ): Promise<StoredReview | undefined> {
    const row = await this.#knex<ReviewRow>('reviews')
      .where({ open_key: `${checklist} ${service}` })
      .first();
    return row && toReview(row);
  }

  /** The review of a service and checklist that was approved last, whatever has become of it since. */
  async lastApproved(
    service: string,
    checklist: string,
  ): Promise<WholeReview | undefined> {
    const rows = await this.#knex<ReviewRow>('reviews')
      .where({ service_ref: service, checklist })
      .whereIn('state', approvedStates)
      .whereNotNull('decided_at')
      .orderBy([
        { column: 'decided_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(1);
    const [whole] = await readWhole(this.#knex, rows);
    return whole;
  }

  /** @throws NotFoundError if there is no such review */
  async whole(id: string): Promise<WholeReview> {
    return readOne(this.#knex, await this.#knex('reviews').where({ id }), id);
  }

  /** What roles have said in several reviews, by id; two statements per chunk. */
  async saidIn(ids: string[]): Promise<Map<string, Said>> {
    const found = new Map<string, Said>(
      ids.map(id => [id, { roles: [], signOffs: [] }]),
    );
    for (const chunk of chunked(ids)) {
      const [roles, signOffs] = await Promise.all([
        this.#knex<RoleRow>('review_roles')
          .whereIn('review_id', chunk)
          .orderBy('position'),
        this.#knex<SignOffRow>('review_sign_offs')
          .whereIn('review_id', chunk)
          .orderBy('section'),
      ]);
      for (const row of roles)
        found.get(row.review_id)?.roles.push(toRole(row));
      for (const row of signOffs) {
        found.get(row.review_id)?.signOffs.push(toSignOff(row));
      }
    }
    return found;
  }

  /** Several at once, for background work. */
  async wholes(rows: ReviewRow[]): Promise<WholeReview[]> {
    return readWhole(this.#knex, rows);
  }

  /** Stores a new review with its answers, what evidence it takes over, and the first entry of its log. */
  async create(
    review: Omit<StoredReview, 'logSeq' | 'logHash'>,
    parts: { answers: StoredAnswer[]; evidence: EvidenceCopy[] },
    entry: NewLogEntry & ChangedBy,
  ): Promise<void> {
    const before = { ...review, logSeq: 0, logHash: firstHash };
    const log = chainEntry(before, entry, entry);
    await this.#knex.transaction(async tx => {
      await tx('reviews').insert(
        fromReview({ ...review, logSeq: log.seq, logHash: log.hash }),
      );
      const rows = parts.answers.map(answer => fromAnswer(review.id, answer));
      for (const chunk of chunked(rows, 24)) {
        await tx('review_answers').insert(chunk);
      }
      await copyEvidence(tx, review.id, parts.evidence);
      await tx('review_log').insert(log);
    });
  }

  /**
   * Changes a review in one transaction that holds its row, so that changes of
   * one review come one after the other and its log stays one chain. Whatever
   * may approve it says so with `earlier`, see {@link holdReview}.
   */
  async change<T>(
    id: string,
    by: ChangedBy,
    work: (change: ReviewChange) => Promise<T>,
    options: ChangeOptions<T> = {},
  ): Promise<T> {
    const { earlier, raise = true } = options;
    return this.#knex.transaction(async tx => {
      const rows = await holdReview(tx, id, earlier);
      const change = new ReviewChange(tx, await readOne(tx, rows, id), by);
      const outcome = await work(change);
      await change.finish({
        raise: typeof raise === 'boolean' ? raise : raise(outcome),
      });
      return outcome;
    });
  }

  /** Changes several at once, for background work; answers those it changed. See {@link writeMany}. */
  async changeMany(
    changes: BackgroundChange[],
    by: ChangedBy,
  ): Promise<StoredReview[]> {
    if (changes.length === 0) return [];
    return this.#knex.transaction(tx => writeMany(tx, changes, by));
  }

  async comments(id: string): Promise<StoredComment[]> {
    const rows = await this.#knex<CommentRow>('review_comments')
      .where('review_id', id)
      .orderBy(['at', 'id']);
    return rows.map(toComment);
  }

  async log(id: string): Promise<ReviewLogEntry[]> {
    const rows = await this.#knex<LogRow>('review_log')
      .where('review_id', id)
      .orderBy('seq');
    return rows.map(toLogEntry);
  }

  async snapshot(
    id: string,
  ): Promise<{ content: string; hash: string } | undefined> {
    return this.#knex('review_snapshots')
      .select('content', 'hash')
      .where('review_id', id)
      .first();
  }

  async file(evidence: string): Promise<Buffer | undefined> {
    const row = await this.#knex('review_files')
      .where('evidence_id', evidence)
      .first();
    return row && Buffer.from(row.content);
  }

  /** Notes that somebody has the review open; answers who else has had it open since a moment. */
  async present(
    id: string,
    me: StoredPresence,
    since: number,
  ): Promise<StoredPresence[]> {
    await this.#knex('review_presence')
      .insert({ ...me, control: me.control ?? null, review_id: id })
      .onConflict(['review_id', 'person'])
      .merge();
    const rows = await this.#knex('review_presence')
      .where('review_id', id)
      .where('at', '>=', since)
      .whereNot('person', me.person)
      .orderBy('person');
    return rows.map(({ person, control, at }) => ({
      person,
      control: control ?? undefined,
      at: Number(at),
    }));
  }
}

async function readOne(
  knex: Knex,
  rows: ReviewRow[],
  id: string,
): Promise<WholeReview> {
  const [whole] = await readWhole(knex, rows);
  if (whole) return whole;
  throw new NotFoundError(`No review found with id '${id}'`);
}
