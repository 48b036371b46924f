import { InputError } from '@backstage/errors';
import {
  isOverdue,
  Person,
  PortfolioQuery,
  PortfolioRow,
  PortfolioSubject,
  PortfolioSummary,
  summarizePortfolio,
} from '@gold-layer/backstage-plugin-common';
import { toIso, toNumber } from '../../database/rows';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { CompiledRubric } from '../rubrics/compileRubric';
import type { Rubrics } from '../rubrics/Rubrics';
import { toGrades } from '../store/assessmentRows';
import type { SubjectAccess } from '../SubjectAccess';
import type {
  PortfolioAsked,
  PortfolioStore,
  PortfolioStoredRow,
  SummaryRow,
} from './PortfolioStore';
import { toSubject } from './subjects';

/** What {@link PortfolioReader} works with. */
export interface PortfolioReaderOptions {
  access: SubjectAccess;
  people: Pick<People, 'describe'>;
  portfolio: PortfolioStore;
  rubrics: Rubrics;
  now(): Date;
}

/** Teams named in a summary, weakest first. */
const shownTeams = 50;

/** Shows latest grades of every subject by dimension. */
export class PortfolioReader {
  readonly #options: PortfolioReaderOptions;

  private constructor(options: PortfolioReaderOptions) {
    this.#options = options;
  }

  static create(options: PortfolioReaderOptions): PortfolioReader {
    return new PortfolioReader(options);
  }

  async read(query: PortfolioQuery, options: { credentials: Caller }) {
    const { access, portfolio, rubrics } = this.#options;
    const rubric = rubrics.current(query.rubric);
    const asked = { ...query, kind: kindOf(query, rubric) };
    checkSort(asked, rubric);
    const sight = await access.sight(options);
    const [{ rows, nextCursor }, all] = await Promise.all([
      portfolio.page(asked, sight),
      portfolio.summary(asked, sight),
    ]);
    const summary = await this.#summarize(all, rubric);
    return {
      items: await this.#present(rows, asked.kind),
      totalItems: summary.subjects,
      pageInfo: { nextCursor },
      summary,
    };
  }

  async #summarize(
    rows: SummaryRow[],
    rubric: CompiledRubric,
  ): Promise<PortfolioSummary> {
    const now = this.#options.now().getTime();
    const { teams, ...figures } = summarizePortfolio(
      rubric.document.spec,
      toSubjects(rows, now),
    );
    const shown = teams.slice(0, shownTeams);
    const names = await this.#options.people.describe(
      shown.map(({ team }) => team),
    );
    return {
      ...figures,
      teams: shown.map(({ team, ...rest }) => ({
        ...rest,
        team: nameOf(team, names),
      })),
    };
  }

  async #present(
    rows: PortfolioStoredRow[],
    kind: 'service' | 'team',
  ): Promise<PortfolioRow[]> {
    const now = this.#options.now().getTime();
    const names = await this.#options.people.describe(
      rows.flatMap(({ service_owner }) => service_owner ?? []),
    );
    return rows.map(row => ({
      subject: toSubject(row, { ref: row.ref, kind, title: row.ref, names }),
      assessment: row.assessment_id ?? undefined,
      score: row.score ?? undefined,
      band: row.band ?? undefined,
      publishedAt: toIso(row.published_at),
      nextDue: toIso(row.next_due),
      overdue: row.next_due !== null && isOverdue(toNumber(row.next_due), now),
      grades: row.grades === null ? {} : toGrades(row.grades),
    }));
  }
}

/** One kind at a time: services and teams are not compared with each other. */
function kindOf(
  { kind }: PortfolioQuery,
  rubric: CompiledRubric,
): PortfolioAsked['kind'] {
  const { subjects } = rubric.document.spec;
  if (kind && !subjects.includes(kind)) {
    throw new InputError(
      `query.kind: '${rubric.name}' is filled in for a ${subjects.join(' or a ')}, found '${kind}'`,
    );
  }
  return kind ?? subjects[0];
}

function checkSort({ sort }: PortfolioQuery, rubric: CompiledRubric): void {
  const allowed = ['score', 'subject', ...rubric.dimensions.keys()];
  if (!allowed.includes(sort)) {
    throw new InputError(
      `query.sort: expected one of ${allowed.join(', ')}, found '${sort}'`,
    );
  }
}

function* toSubjects(
  rows: SummaryRow[],
  now: number,
): Iterable<PortfolioSubject> {
  for (const { team, band, next_due, grades } of rows) {
    yield {
      team: team ?? undefined,
      band: band ?? undefined,
      overdue: next_due !== null && isOverdue(toNumber(next_due), now),
      grades: grades === null ? undefined : JSON.parse(grades),
    };
  }
}

function nameOf(ref: string, names: ReadonlyMap<string, Person>): Person {
  return names.get(ref) ?? { ref, title: ref };
}
