import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  bandOf,
  countGraded,
  GradeDimension,
  momentInWords,
  nextDue,
  scoreOf,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import type { People } from '../people';
import {
  changed,
  checkDraft,
  checkVersion,
  incomplete,
  newDraft,
} from './drafts';
import type { GradeSuggester } from './GradeSuggester';
import { LostRace } from './LostRace';
import { gradesOf, WholeAssessment } from './records';
import type { Rubrics } from './rubrics/Rubrics';
import type { AssessmentStore } from './store/AssessmentStore';
import type { SubjectAccess } from './SubjectAccess';

/** What {@link AssessmentDesk} works with. */
export interface AssessmentDeskOptions {
  access: SubjectAccess;
  people: Pick<People, 'actor' | 'describe'>;
  rubrics: Rubrics;
  store: AssessmentStore;
  suggester: GradeSuggester;
  /** Told of which services an assessment was published. */
  afterPublication(services: string[]): Promise<void>;
  now(): Date;
}

interface Call {
  credentials: Caller;
}

/** What is done to assessments: start, grade, publish, discard. */
export class AssessmentDesk {
  readonly #options: AssessmentDeskOptions;

  private constructor(options: AssessmentDeskOptions) {
    this.#options = options;
  }

  static create(options: AssessmentDeskOptions): AssessmentDesk {
    return new AssessmentDesk(options);
  }

  /** Starts a draft, or answers the id of the one that is open already. */
  async start(
    asked: { subject: string; rubric: string },
    call: Call,
  ): Promise<string> {
    const { access, people, rubrics, store } = this.#options;
    const rubric = rubrics.current(asked.rubric);
    const subject = await access.requireEdit(asked.subject, call);
    const { dimensions, subjects } = rubric.document.spec;
    if (!subjects.includes(subject.kind)) {
      throw new InputError(
        `body.rubric: '${rubric.name}' is filled in for a ${subjects.join(' or a ')}, and '${subject.ref}' is a ${subject.kind}`,
      );
    }
    const { ref } = await people.actor(call.credentials);
    return store.start({
      assessment: newDraft(rubric, subject, {
        by: ref,
        at: this.#options.now().getTime(),
      }),
      gradings: dimensions.map(({ id }) => ({
        dimension: id,
        evidence: [],
        version: 0,
      })),
    });
  }

  /**
   * Changes the grading of one dimension.
   *
   * @throws ConflictError naming who changed it meanwhile
   */
  async grade(
    id: string,
    dimension: string,
    { change, credentials }: Call & { change: GradeDimension },
  ): Promise<void> {
    const { rubric, write, by, at } = await this.#open(id, { credentials });
    const graded = rubric.document.spec.dimensions.find(
      each => each.id === dimension,
    );
    if (!graded) {
      throw new NotFoundError(
        `The rubric has no dimension '${dimension}'; there are ${rubric.document.spec.dimensions.map(each => each.id).join(', ')}`,
      );
    }
    const { grade } = change;
    const allowed = graded.grades.map(each => each.grade);
    if (typeof grade === 'number' && !allowed.includes(grade)) {
      throw new InputError(
        `body.grade: '${graded.title}' is graded ${allowed[0]} to ${allowed.at(-1)}, found ${grade}`,
      );
    }
    await write(({ assessment, gradings }) => {
      const before = gradings.find(each => each.dimension === dimension);
      if (!before) throw new NotFoundError(`No dimension '${dimension}'`);
      if (before.version !== change.version) {
        throw LostRace.create(graded.title, {
          by: before.gradedBy ?? assessment.updatedBy,
          at: before.gradedAt ?? assessment.updatedAt,
        });
      }
      const after = {
        ...before,
        grade: grade === undefined ? before.grade : (grade ?? undefined),
        note:
          change.note === undefined ? before.note : change.note || undefined,
        evidence: change.evidence ?? before.evidence,
        gradedBy: by,
        gradedAt: at,
        version: before.version + 1,
      };
      const all = gradings.map(it => (it === before ? after : it));
      return {
        assessment: {
          ...changed(assessment, { by, at }),
          graded: countGraded(rubric.document.spec, gradesOf(all)),
        },
        gradings: [after],
      };
    });
  }

  /**
   * Publishes a complete draft: grades, suggestions, score and band are frozen.
   *
   * @throws InputError naming the dimensions that are not graded
   * @throws ConflictError naming who changed it meanwhile
   */
  async publish(
    id: string,
    { version, credentials }: Call & { version: number },
  ): Promise<void> {
    const { afterPublication, store, suggester } = this.#options;
    const open = await this.#open(id, { credentials });
    const { rubric, subject, write, by, at } = open;
    const suggestions = await suggester.suggest(rubric, subject);
    const latest = await store.latest(open.assessment);
    await write(({ assessment, gradings }) => {
      checkVersion(assessment, version);
      const { bands, cadence } = rubric.document.spec;
      const score = scoreOf(rubric.document.spec, gradesOf(gradings));
      if (score === undefined) throw incomplete(rubric, gradings);
      const band = bandOf(bands, score);
      return {
        assessment: {
          ...changed(assessment, { by, at }),
          subjectTitle: subject.title,
          state: 'published',
          score,
          band: band?.name,
          bandTitle: band?.title,
          previous: latest?.id,
          publishedBy: by,
          publishedAt: at,
          nextDue: nextDue(at, cadence),
        },
        gradings: gradings.map(grading => ({
          ...grading,
          suggestion: suggestions.get(grading.dimension),
        })),
      };
    });
    if (subject.kind === 'service') await afterPublication([subject.ref]);
  }

  /**
   * Throws a draft away; also one whose subject has vanished, by whoever may see it.
   *
   * @throws ConflictError naming who changed it meanwhile
   */
  async discard(
    id: string,
    { version, credentials }: Call & { version: number },
  ): Promise<void> {
    const { access, store } = this.#options;
    const { assessment } = await this.#require(id);
    const subject = await access.requireSight(assessment, { credentials });
    if (subject) await access.requireEdit(subject.ref, { credentials });
    await this.#named(() =>
      store.discard(id, before => {
        checkDraft(before.assessment);
        checkVersion(before.assessment, version);
      }),
    );
  }

  async #require(id: string): Promise<WholeAssessment> {
    const whole = await this.#options.store.find(id);
    if (whole) return whole;
    throw new NotFoundError(`No assessment found with id '${id}'`);
  }

  /** A draft that the caller may change, and how to. */
  async #open(id: string, { credentials }: Call) {
    const { access, people, rubrics, store, now } = this.#options;
    const { assessment } = await this.#require(id);
    if (!(await access.requireSight(assessment, { credentials }))) {
      throw new ConflictError(
        `'${assessment.subject}' is no longer in the catalog: its assessments can be read, but not changed`,
      );
    }
    const subject = await access.requireEdit(assessment.subject, {
      credentials,
    });
    const [rubric, actor] = await Promise.all([
      rubrics.pinned(assessment),
      people.actor(credentials),
    ]);
    checkDraft(assessment);
    return {
      assessment,
      rubric,
      subject,
      by: actor.ref,
      at: now().getTime(),
      write: (step: Parameters<AssessmentStore['change']>[1]) =>
        this.#named(() =>
          store.change(id, before => {
            checkDraft(before.assessment);
            return step(before);
          }),
        ),
    };
  }

  /** Names whoever was faster; names are read outside the transaction that found the race. */
  async #named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
      const { what, by, at } = error;
      const names = await this.#options.people.describe([by]);
      throw new ConflictError(
        `${names.get(by)?.title ?? by} changed '${what}' meanwhile, ${momentInWords(at)}; read it again before you change it`,
      );
    }
  }
}
