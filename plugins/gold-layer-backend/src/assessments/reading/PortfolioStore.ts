import type { PortfolioQuery } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { storableText } from '../../http/storableText';
import { filterServices } from '../../services';
import { toGrades } from '../store/assessmentRows';
import type { Sight } from '../SubjectAccess';
import { groupsBelow, like, words } from './filterAssessments';
import { findPage, SortKey } from './keyset';
import { subjectColumns, SubjectRow } from './subjects';

/** A portfolio's question, with the kind of its subjects decided. */
export interface PortfolioAsked extends PortfolioQuery {
  kind: 'service' | 'team';
}

/** A subject with its latest assessment, if it has any. */
export interface PortfolioStoredRow extends Partial<SubjectRow> {
  ref: string;
  assessment_id: string | null;
  score: number | null;
  band: string | null;
  published_at: number | string | null;
  next_due: number | string | null;
  grades: string | null;
}

/** What the summary reads of one subject. */
export interface SummaryRow {
  team: string | null;
  band: string | null;
  next_due: number | string | null;
  grades: string | null;
}

/** Reads the heat map: every subject that the caller may see, with its latest grades. */
export class PortfolioStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): PortfolioStore {
    return new PortfolioStore(options.database);
  }

  /** Rows of one page: found by index, then read in one statement. */
  async page(
    query: PortfolioAsked,
    sight: Sight,
  ): Promise<{ rows: PortfolioStoredRow[]; nextCursor?: string }> {
    const key = sortKey(query);
    const { ids, nextCursor } = await findPage(query, key, part =>
      this.#sorted(query, sight, part),
    );
    const found: PortfolioStoredRow[] = await this.#withLatest(query)
      .whereIn(`${tableOf(query)}.ref`, ids)
      .select(
        'latest.*',
        ...subjectColumns.filter(column =>
          column.startsWith(`${tableOf(query)}.`),
        ),
        `${tableOf(query)}.ref as ref`,
      );
    const byRef = new Map(found.map(row => [row.ref, row]));
    return { rows: ids.flatMap(ref => byRef.get(ref) ?? []), nextCursor };
  }

  /** What is needed to sum up all that match, in one statement. */
  async summary(query: PortfolioAsked, sight: Sight): Promise<SummaryRow[]> {
    const rows = this.#withLatest(query).select(
      query.kind === 'team'
        ? 'groups.ref as team'
        : 'services.owner_ref as team',
      'latest.band as band',
      'latest.next_due as next_due',
      'latest.grades as grades',
    );
    this.#restrict(rows, query, sight);
    return rows;
  }

  /** Latest grades and scores by the rubric among services that meet a condition, or among all teams. */
  async latestAmong(
    asked: { rubric: string; kind: 'service' | 'team'; except: string },
    sight: Sight,
    where: { owner_ref?: string; tier?: string } = {},
  ): Promise<{ grades: Record<string, number>; score: number }[]> {
    const table = tableOf(asked);
    const query: Knex.QueryBuilder = this.#knex(table)
      .join({ latest: 'assessment_latest' }, on =>
        on
          .on('latest.subject_ref', `${table}.ref`)
          .onVal('latest.rubric', asked.rubric),
      )
      .whereNot(`${table}.ref`, asked.except)
      .where(where)
      .select('latest.grades as grades', 'latest.score as score');
    if (asked.kind === 'service') sight.scope.restrict(query);
    const rows: { grades: string; score: number }[] = await query;
    return rows.map(({ grades, score }) => ({
      grades: toGrades(grades),
      score,
    }));
  }

  #withLatest(query: PortfolioAsked): Knex.QueryBuilder {
    const table = tableOf(query);
    return this.#knex(table).leftJoin({ latest: 'assessment_latest' }, on =>
      on
        .on('latest.subject_ref', `${table}.ref`)
        .onVal('latest.rubric', query.rubric),
    );
  }

  #sorted(
    query: PortfolioAsked,
    sight: Sight,
    part: 'filled' | 'empty',
  ): Knex.QueryBuilder {
    const { kind, rubric, sort } = query;
    const table = tableOf({ kind });
    const rows: Knex.QueryBuilder = this.#knex(table);
    if (sort !== 'subject') {
      const join = part === 'filled' ? 'innerJoin' : 'leftJoin';
      const from =
        sort === 'score' ? 'assessment_latest' : 'assessment_latest_grades';
      rows[join]({ latest: from }, on => {
        on.on('latest.subject_ref', `${table}.ref`).onVal(
          'latest.rubric',
          rubric,
        );
        if (sort !== 'score') on.onVal('latest.dimension', sort);
      });
    }
    this.#restrict(rows, query, sight);
    return rows;
  }

  #restrict(
    rows: Knex.QueryBuilder,
    query: PortfolioAsked,
    { scope }: Sight,
  ): void {
    const { q, tier, owner, subject } = query;
    if (subject) {
      rows.where(`${tableOf(query)}.ref`, subject.toLocaleLowerCase('en-US'));
    }
    if (query.kind === 'service') {
      scope.restrict(rows);
      filterServices(rows, { q, tier, owner }, { database: this.#knex });
      return;
    }
    // A team has no tier, and is seen by whoever sees any service's assessments.
    if (scope.nothing || tier?.length) rows.whereRaw('1 = 0');
    if (owner?.length) {
      const owners = owner.map(each => each.toLocaleLowerCase('en-US'));
      rows.whereIn('groups.ref', groupsBelow(owners, { database: this.#knex }));
    }
    for (const word of words(q)) {
      rows.where(any =>
        any
          .whereRaw(...like('lower(groups.title)', word))
          .orWhereRaw(...like('groups.ref', word)),
      );
    }
  }
}

function tableOf({ kind }: Pick<PortfolioAsked, 'kind'>): string {
  return kind === 'team' ? 'groups' : 'services';
}

function sortKey({ kind, sort }: PortfolioAsked): SortKey {
  const table = tableOf({ kind });
  if (sort === 'subject') {
    return {
      column: kind === 'team' ? 'groups.ref' : 'services.sort_name',
      id: `${table}.ref`,
      optional: false,
      value: storableText,
    };
  }
  return {
    column: sort === 'score' ? 'latest.score' : 'latest.grade',
    id: 'latest.subject_ref',
    emptyId: `${table}.ref`,
    optional: true,
    value: z.number(),
  };
}
