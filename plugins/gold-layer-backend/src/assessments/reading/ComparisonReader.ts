import {
  AssessmentComparison,
  Graded,
  medianOf,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import { gradesOf, StoredAssessment } from '../records';
import type { AssessmentRow } from '../store/assessmentRows';
import type { AssessmentStore } from '../store/AssessmentStore';
import type { Sight, Subject, SubjectAccess } from '../SubjectAccess';
import type { AssessmentReader } from './AssessmentReader';
import type { PortfolioStore } from './PortfolioStore';
import { toTime } from './presentSummary';

/** What {@link ComparisonReader} works with. */
export interface ComparisonReaderOptions {
  access: SubjectAccess;
  database: Knex;
  people: Pick<People, 'describe'>;
  portfolio: PortfolioStore;
  reader: AssessmentReader;
  store: AssessmentStore;
}

type Series = AssessmentComparison['series'][number];

/** A trend shows at most so many assessments, the latest ones. */
const trendLength = 50;

/** Shows an assessment against the last one, its team, its tier, and its subject's scores over time. */
export class ComparisonReader {
  readonly #options: ComparisonReaderOptions;

  private constructor(options: ComparisonReaderOptions) {
    this.#options = options;
  }

  static create(options: ComparisonReaderOptions): ComparisonReader {
    return new ComparisonReader(options);
  }

  async compare(
    id: string,
    options: { credentials: Caller },
  ): Promise<AssessmentComparison> {
    const { access, reader } = this.#options;
    const { whole, subject } = await reader.require(id, options);
    const { assessment } = whole;
    const dimensions = whole.gradings.map(({ dimension }) => dimension);
    const self = { grades: gradesOf(whole.gradings), score: assessment.score };
    const sight = await access.sight(options);
    const [last, others, trend] = await Promise.all([
      this.#last(assessment),
      subject ? this.#others(assessment, subject, sight) : [],
      this.#trend(assessment),
    ]);
    const series = [
      { name: 'this' as const, title: 'This assessment', of: [self] },
      { name: 'last' as const, title: 'The one before', of: last },
      ...others,
    ].filter(({ name, of }) => name === 'this' || of.length > 0);
    return {
      series: series.map(({ name, title, of }) => ({
        name,
        title,
        ...medianOf(of, dimensions),
      })),
      trend,
    };
  }

  async #last(assessment: StoredAssessment): Promise<Graded[]> {
    const { store } = this.#options;
    if (assessment.state === 'draft') {
      const latest = await store.latest(assessment);
      return latest ? [latest] : [];
    }
    if (assessment.previous === undefined) return [];
    const before = await store.find(assessment.previous);
    return before
      ? [{ grades: gradesOf(before.gradings), score: before.assessment.score }]
      : [];
  }

  /** The subject itself is left out: it is what the others are compared with. */
  async #others(
    { rubric }: StoredAssessment,
    subject: Subject,
    sight: Sight,
  ): Promise<(Pick<Series, 'name' | 'title'> & { of: Graded[] })[]> {
    const { people, portfolio } = this.#options;
    const asked = { rubric, kind: subject.kind, except: subject.ref };
    if (subject.kind === 'team') {
      const of = await portfolio.latestAmong(asked, sight);
      return [{ name: 'all', title: 'Other teams', of }];
    }
    const { owner, tier } = subject.service;
    const names = await people.describe(owner === undefined ? [] : [owner]);
    const [team, peers] = await Promise.all([
      owner === undefined
        ? []
        : portfolio.latestAmong(asked, sight, { owner_ref: owner }),
      portfolio.latestAmong(asked, sight, { tier }),
    ]);
    const ownerTitle = owner === undefined ? '' : names.get(owner)?.title;
    return [
      { name: 'team', title: `Other services of ${ownerTitle}`, of: team },
      { name: 'tier', title: `Other ${tier} services`, of: peers },
    ];
  }

  async #trend({
    rubric,
    subject,
  }: StoredAssessment): Promise<AssessmentComparison['trend']> {
    const rows = await this.#options
      .database<AssessmentRow>('assessments')
      .where({ rubric, subject_ref: subject, state: 'published' })
      .orderBy([
        { column: 'published_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(trendLength)
      .select('id', 'published_at', 'score', 'band', 'rubric_version');
    return rows.reverse().map(row => ({
      id: row.id,
      at: toTime(toNumber(row.published_at)),
      score: row.score ?? 0,
      band: row.band ?? '',
      rubricVersion: row.rubric_version,
    }));
  }
}
