import type { SearchDocument } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { SearchSource } from '../../search';
import type { Checklists } from '../checklists/Checklists';
import type { StoredComment, WholeReview } from '../records';
import { CommentRow, toComment } from '../store/partRows';
import { readWhole } from '../store/readWhole';
import type { ReviewRow } from '../store/reviewRows';
import { peopleIn } from './peopleIn';
import { toIso } from './presentSummary';

/** Lets the portal's search find reviews by service, control, note, evidence, comment and people. */
export class ReviewSearch implements SearchSource {
  readonly type = 'review';
  readonly #knex: Knex;
  readonly #checklists: Checklists;

  private constructor(options: { database: Knex; checklists: Checklists }) {
    this.#knex = options.database;
    this.#checklists = options.checklists;
  }

  static create(options: {
    database: Knex;
    checklists: Checklists;
  }): ReviewSearch {
    return new ReviewSearch(options);
  }

  async page(options: {
    after: string | undefined;
    limit: number;
  }): Promise<SearchDocument[]> {
    const rows: ReviewRow[] = await this.#knex('reviews')
      .where('id', '>', options.after ?? '')
      .orderBy('id')
      .limit(options.limit);
    const [wholes, comments] = await Promise.all([
      readWhole(this.#knex, rows),
      this.#commentsOn(rows.map(({ id }) => id)),
    ]);
    return Promise.all(
      wholes.map(async whole => {
        const said = comments.get(whole.review.id) ?? [];
        const titles = await this.#titles(whole);
        return toDocument(whole, { comments: said, titles });
      }),
    );
  }

  async #commentsOn(ids: string[]): Promise<Map<string, StoredComment[]>> {
    const found = new Map<string, StoredComment[]>();
    for (const chunk of chunked(ids)) {
      const rows = await this.#knex<CommentRow>('review_comments')
        .whereIn('review_id', chunk)
        .orderBy(['at', 'id']);
      for (const row of rows) {
        const before = found.get(row.review_id) ?? [];
        found.set(row.review_id, [...before, toComment(row)]);
      }
    }
    return found;
  }

  /** Titles of the controls; a checklist whose text is lost keeps nobody from finding the rest. */
  async #titles({ answers, review }: WholeReview): Promise<string[]> {
    const { controls } = await this.#checklists
      .pinned(review)
      .catch(() => ({ controls: undefined }));
    return [...answers.values()].flatMap(({ applies, control }) =>
      applies ? (controls?.get(control)?.document.title ?? control) : [],
    );
  }
}

function toDocument(
  whole: WholeReview,
  { comments, titles }: { comments: StoredComment[]; titles: string[] },
): SearchDocument {
  const { answers, conditions, evidence, review } = whole;
  const written = [
    review.revalidation,
    ...[...answers.values()].flatMap(({ disputed, note }) => [
      note,
      disputed?.comment,
    ]),
    ...evidence.map(({ title }) => title),
    ...conditions.map(({ title }) => title),
    ...comments.map(({ body }) => body),
    ...titles,
  ];
  return {
    id: review.id,
    title: `${review.checklistTitle}: ${review.serviceTitle}`,
    text: written.filter(text => text !== undefined).join('\n'),
    subject: review.service,
    subjectTitle: review.serviceTitle,
    state: review.state,
    people: [...peopleIn(whole, comments)].filter(ref =>
      ref.startsWith('user:'),
    ),
    updatedAt: toIso(review.updatedAt),
  };
}
