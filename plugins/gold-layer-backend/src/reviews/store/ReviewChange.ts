import type { Person } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type {
  StoredAnswer,
  StoredComment,
  StoredCondition,
  StoredEvidence,
  StoredReview,
  StoredRole,
  StoredSignOff,
  WholeReview,
} from '../records';
import { chainEntry, LogRow, NewLogEntry } from './logRows';
import { fromAnswer } from './answerRows';
import { fromEvidence, fromRole, fromSignOff } from './partRows';
import { fromReview } from './reviewRows';

/** Who changes a review, and when. */
export interface ChangedBy {
  actor: Person;
  /** Milliseconds. */
  now: number;
}

/**
 * One change of one review, within the transaction that holds its row. What is
 * written here can be read back from `whole` at once; the row itself and its
 * log are written by {@link ReviewChange.finish}.
 */
export class ReviewChange {
  readonly tx: Knex.Transaction;
  readonly whole: WholeReview;
  readonly by: ChangedBy;
  readonly #entries: NewLogEntry[] = [];

  constructor(tx: Knex.Transaction, whole: WholeReview, by: ChangedBy) {
    this.tx = tx;
    this.whole = whole;
    this.by = by;
  }

  get review(): StoredReview {
    return this.whole.review;
  }

  set(values: Partial<StoredReview>): void {
    Object.assign(this.whole.review, values);
  }

  /** What happened, for the log. */
  note(entry: NewLogEntry): void {
    this.#entries.push(entry);
  }

  async saveAnswers(answers: StoredAnswer[]): Promise<void> {
    for (const answer of answers) {
      this.whole.answers.set(answer.control, answer);
    }
    const rows = answers.map(answer => fromAnswer(this.review.id, answer));
    for (const chunk of chunked(rows, 24)) {
      await this.tx('review_answers')
        .insert(chunk)
        .onConflict(['review_id', 'control'])
        .merge();
    }
  }

  async addEvidence(evidence: StoredEvidence, content?: Buffer) {
    this.whole.evidence.push(evidence);
    await this.tx('review_evidence').insert(
      fromEvidence(this.review.id, evidence),
    );
    if (!content) return;
    await this.tx('review_files').insert({
      evidence_id: evidence.id,
      content,
    });
  }

  async removeEvidence(id: string): Promise<void> {
    const { evidence } = this.whole;
    evidence.splice(
      evidence.findIndex(each => each.id === id),
      1,
    );
    await this.tx('review_files').where('evidence_id', id).delete();
    await this.tx('review_evidence').where('id', id).delete();
  }

  async saveSignOff(signOff: StoredSignOff): Promise<void> {
    this.whole.signOffs = [
      ...this.whole.signOffs.filter(each => each.section !== signOff.section),
      signOff,
    ];
    await this.tx('review_sign_offs')
      .insert(fromSignOff(this.review.id, signOff))
      .onConflict(['review_id', 'section'])
      .merge();
  }

  async removeSignOff(section: string): Promise<void> {
    this.whole.signOffs = this.whole.signOffs.filter(
      each => each.section !== section,
    );
    await this.tx('review_sign_offs')
      .where({ review_id: this.review.id, section })
      .delete();
  }

  async saveRoles(roles: StoredRole[]): Promise<void> {
    const saved = new Map(this.whole.roles.map(role => [role.role, role]));
    for (const role of roles) saved.set(role.role, role);
    this.whole.roles = [...saved.values()].sort(
      (a, b) => a.position - b.position,
    );
    if (roles.length === 0) return;
    await this.tx('review_roles')
      .insert(roles.map(role => fromRole(this.review.id, role)))
      .onConflict(['review_id', 'role'])
      .merge();
  }

  /** The role no longer decides: what it said goes with it, and so do its conditions. */
  async removeRole(role: string): Promise<void> {
    await this.removeConditions(role);
    this.whole.roles = this.whole.roles.filter(each => each.role !== role);
    await this.tx('review_roles')
      .where({ review_id: this.review.id, role })
      .delete();
  }

  async addComment(comment: StoredComment): Promise<void> {
    const { section = null, control = null, mentions, ...rest } = comment;
    await this.tx('review_comments').insert({
      ...rest,
      section,
      control,
      mentions: JSON.stringify(mentions),
      review_id: this.review.id,
    });
    if (mentions.length === 0) return;
    await this.tx('review_mentions').insert(
      mentions.map(user_ref => ({
        user_ref,
        comment_id: comment.id,
        at: comment.at,
      })),
    );
  }

  async saveCondition(condition: StoredCondition): Promise<void> {
    this.whole.conditions = [
      ...this.whole.conditions.filter(each => each.id !== condition.id),
      condition,
    ].sort((a, b) => a.position - b.position);
    const { done, ...rest } = condition;
    await this.tx('review_conditions')
      .insert({
        ...rest,
        done_by: done?.by ?? null,
        done_at: done?.at ?? null,
        note: done?.note ?? null,
        review_id: this.review.id,
      })
      .onConflict('id')
      .merge();
  }

  async removeConditions(role: string): Promise<void> {
    this.whole.conditions = this.whole.conditions.filter(
      each => each.role !== role,
    );
    await this.tx('review_conditions')
      .where({ review_id: this.review.id, role })
      .delete();
  }

  async freeze(snapshot: { content: string; hash: string }): Promise<void> {
    await this.tx('review_snapshots')
      .insert({ ...snapshot, at: this.by.now, review_id: this.review.id })
      .onConflict('review_id')
      .merge();
  }

  /** Ends an earlier review in favour of this one, with an entry in its own log; answers the hash of that. */
  async supersede(
    earlier: StoredReview,
    id: string,
    now: number,
  ): Promise<string> {
    const { review_id, ...log } = chainEntry(
      earlier,
      {
        event: 'superseded',
        text: 'A later review of the same checklist was approved',
        detail: { by: id },
      },
      this.by,
    );
    await this.tx('review_log').insert({ review_id, ...log });
    await this.tx('reviews')
      .where('id', earlier.id)
      .update({
        state: 'superseded',
        superseded_by: id,
        updated_at: now,
        version: earlier.version + 1,
        log_seq: log.seq,
        log_hash: log.hash,
      });
    return log.hash;
  }

  /** Writes the review's row and its new log entries; `raise`: others who saw it before have to look again. */
  async finish({ raise }: { raise: boolean }): Promise<void> {
    if (raise) this.set({ version: this.review.version + 1 });
    const rows: LogRow[] = [];
    for (const entry of this.#entries) {
      const row = chainEntry(this.review, entry, this.by);
      rows.push(row);
      this.set({ logSeq: row.seq, logHash: row.hash });
    }
    if (rows.length > 0) {
      await this.tx('review_log').insert(rows);
      this.set({ updatedAt: this.by.now });
    }
    const { id, ...row } = fromReview(this.review);
    await this.tx('reviews').where({ id }).update(row);
  }
}
