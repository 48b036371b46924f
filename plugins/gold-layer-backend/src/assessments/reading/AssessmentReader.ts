import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  Assessment,
  AssessmentSubject,
  bandOf,
  countGraded,
  scoreOf,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { GradeSuggester } from '../GradeSuggester';
import { gradesOf, StoredAssessment, WholeAssessment } from '../records';
import type { CompiledRubric } from '../rubrics/compileRubric';
import type { Rubrics } from '../rubrics/Rubrics';
import type { AssessmentStore } from '../store/AssessmentStore';
import type { Subject, SubjectAccess } from '../SubjectAccess';
import { presentGradings } from './presentGradings';
import { presentContent } from './presentRubric';
import { presentSummary, toTime } from './presentSummary';

/** What {@link AssessmentReader} works with. */
export interface AssessmentReaderOptions {
  access: SubjectAccess;
  people: Pick<People, 'describe'>;
  rubrics: Rubrics;
  store: AssessmentStore;
  suggester: GradeSuggester;
  now(): Date;
}

interface Call {
  credentials: Caller;
}

/** The assessment that was published before, as far as it is compared with. */
interface Previous {
  id: string;
  score: number;
  publishedAt: number;
  grades: Record<string, number>;
}

/** Shows one assessment. */
export class AssessmentReader {
  readonly #options: AssessmentReaderOptions;

  private constructor(options: AssessmentReaderOptions) {
    this.#options = options;
  }

  static create(options: AssessmentReaderOptions): AssessmentReader {
    return new AssessmentReader(options);
  }

  /** @throws NotFoundError if there is none, or the caller may not see it */
  async require(
    id: string,
    call: Call,
  ): Promise<{ whole: WholeAssessment; subject: Subject | undefined }> {
    const { access, store } = this.#options;
    const whole = await store.find(id);
    if (!whole) throw new NotFoundError(`No assessment found with id '${id}'`);
    const subject = await access.requireSight(whole.assessment, call);
    return { whole, subject };
  }

  /** @throws NotFoundError if there is none, or the caller may not see it */
  async get(id: string, call: Call): Promise<Assessment> {
    const { people, rubrics, suggester, now } = this.#options;
    const { whole, subject } = await this.require(id, call);
    const { assessment, gradings } = whole;
    const isDraft = assessment.state === 'draft';
    const [rubric, previous, mayEdit] = await Promise.all([
      rubrics.pinned(assessment),
      this.#previous(assessment),
      this.#mayEdit(assessment, { ...call, subject }),
    ]);
    const suggestions =
      isDraft && subject ? await suggester.suggest(rubric, subject) : undefined;
    const names = await people.describe(namedIn(whole, subject));
    const summary = presentSummary(scored(whole, rubric), {
      subject: presentSubject(assessment, { subject, names }),
      names,
      now: now(),
    });
    return {
      ...summary,
      version: assessment.version,
      gradings: presentGradings(rubric, gradings, {
        names,
        last: previous?.grades,
        suggestionOf: grading =>
          isDraft ? suggestions?.get(grading.dimension) : grading.suggestion,
      }),
      rubricOf: presentContent(rubric),
      nextStep: rubric.document.spec.bands.find(
        ({ name }) => name === summary.band?.name,
      )?.nextStep,
      previous: previous && {
        id: previous.id,
        score: previous.score,
        publishedAt: toTime(previous.publishedAt),
      },
      mayEdit,
    };
  }

  async #previous(assessment: StoredAssessment): Promise<Previous | undefined> {
    const { store } = this.#options;
    if (assessment.state === 'draft') return store.latest(assessment);
    const before =
      assessment.previous === undefined
        ? undefined
        : await store.find(assessment.previous);
    if (!before) return undefined;
    const { id, score = 0, publishedAt = 0 } = before.assessment;
    return { id, score, publishedAt, grades: gradesOf(before.gradings) };
  }

  async #mayEdit(
    { state, subject: ref }: StoredAssessment,
    { credentials, subject }: Call & { subject: Subject | undefined },
  ): Promise<Assessment['mayEdit']> {
    if (state === 'published') {
      return { allowed: false, reason: 'It is published and stays as it is.' };
    }
    if (!subject) {
      return {
        allowed: false,
        reason: 'What it is about is no longer in the catalog.',
      };
    }
    try {
      await this.#options.access.requireEdit(ref, { credentials });
      return { allowed: true };
    } catch (error) {
      if (error instanceof NotAllowedError || error instanceof NotFoundError) {
        return { allowed: false, reason: error.message };
      }
      throw error;
    }
  }
}

/** Score and band of a draft show as soon as it is complete. */
function scored(
  { assessment, gradings }: WholeAssessment,
  rubric: CompiledRubric,
): StoredAssessment {
  if (assessment.state === 'published') return assessment;
  const { spec } = rubric.document;
  const grades = gradesOf(gradings);
  const score = scoreOf(spec, grades);
  const band = score === undefined ? undefined : bandOf(spec.bands, score);
  return {
    ...assessment,
    graded: countGraded(spec, grades),
    score,
    band: band?.name,
    bandTitle: band?.title,
  };
}

function presentSubject(
  assessment: StoredAssessment,
  {
    subject,
    names,
  }: {
    subject: Subject | undefined;
    names: Awaited<ReturnType<People['describe']>>;
  },
): AssessmentSubject {
  const service = subject?.kind === 'service' ? subject.service : undefined;
  return {
    ref: assessment.subject,
    kind: assessment.subjectKind,
    title: subject?.title ?? assessment.subjectTitle,
    exists: subject !== undefined,
    tier: service?.tier,
    owner: service?.owner === undefined ? undefined : names.get(service.owner),
  };
}

function namedIn(
  { assessment, gradings }: WholeAssessment,
  subject: Subject | undefined,
): string[] {
  const owner = subject?.kind === 'service' ? subject.service.owner : undefined;
  return [
    assessment.startedBy,
    assessment.publishedBy,
    owner,
    ...gradings.map(({ gradedBy }) => gradedBy),
  ].filter(ref => ref !== undefined);
}
