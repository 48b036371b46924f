import { InputError } from '@backstage/errors';
import {
  bandOf,
  nextDue,
  PastAssessment,
  scoreOf,
  scoreRange,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import {
  importedId,
  ImportOutcome,
  isThere,
  Origin,
  PastImporter,
} from '../history';
import type { LatestAssessment, WholeAssessment } from './records';
import type { CompiledRubric } from './rubrics/compileRubric';
import type { Rubrics } from './rubrics/Rubrics';
import type { AssessmentStore } from './store/AssessmentStore';
import type { Subject, SubjectAccess } from './SubjectAccess';

/** What {@link AssessmentImporter} works with. */
export interface AssessmentImporterOptions {
  access: Pick<SubjectAccess, 'find'>;
  database: Knex;
  rubrics: Pick<Rubrics, 'current'>;
  store: AssessmentStore;
}

/** Takes over assessments from before the portal; each becomes the latest of its subject if none is later. */
export class AssessmentImporter implements PastImporter<PastAssessment> {
  readonly #options: AssessmentImporterOptions;

  private constructor(options: AssessmentImporterOptions) {
    this.#options = options;
  }

  static create(options: AssessmentImporterOptions): AssessmentImporter {
    return new AssessmentImporter(options);
  }

  async import(past: PastAssessment, origin: Origin): Promise<ImportOutcome> {
    const { access, database, rubrics, store } = this.#options;
    const id = importedId(origin, past.key);
    if (await isThere(database, 'assessments', id)) return { status: 'known' };
    const rubric = rubrics.current(past.rubric);
    const subject = await access.find(past.subject);
    if (!subject) {
      return { status: 'waits', reason: `nothing named '${past.subject}' yet` };
    }
    verify(past, { rubric, subject });
    const latest = await store.latest({
      rubric: rubric.name,
      subject: subject.ref,
    });
    await store.insertPublished(
      toPublished(past, { id, latest, rubric, subject }),
    );
    return {
      status: 'imported',
      service: subject.kind === 'service' ? subject.ref : undefined,
    };
  }
}

function verify(
  past: PastAssessment,
  { rubric, subject }: { rubric: CompiledRubric; subject: Subject },
): void {
  const { dimensions, subjects } = rubric.document.spec;
  if (!subjects.includes(subject.kind)) {
    throw new InputError(
      `rubric: '${rubric.name}' is filled in for a ${subjects.join(' or a ')}, and '${subject.ref}' is a ${subject.kind}`,
    );
  }
  const known = new Map(dimensions.map(each => [each.id, each]));
  for (const [id, { grade }] of Object.entries(past.grades)) {
    const allowed = known.get(id)?.grades.map(each => each.grade);
    if (!allowed) {
      throw new InputError(
        `grades: expected ${[...known.keys()].join(', ')}, found '${id}'`,
      );
    }
    if (!allowed.includes(grade)) {
      throw new InputError(
        `grades.${id}: expected ${allowed[0]} to ${allowed.at(-1)}, found ${grade}`,
      );
    }
  }
  const open = dimensions.filter(({ id }) => !(id in past.grades));
  if (open.length > 0) {
    throw new InputError(
      `grades: not graded are ${open.map(({ id }) => id).join(', ')}`,
    );
  }
}

function toPublished(
  past: PastAssessment,
  around: {
    id: string;
    latest?: LatestAssessment;
    rubric: CompiledRubric;
    subject: Subject;
  },
): WholeAssessment {
  const { id, latest, rubric, subject } = around;
  const { spec } = rubric.document;
  const at = Date.parse(past.at);
  const grades = Object.fromEntries(
    Object.entries(past.grades).map(([key, { grade }]) => [key, grade]),
  );
  const score = scoreOf(spec, grades);
  const band = score === undefined ? undefined : bandOf(spec.bands, score);
  return {
    assessment: {
      id,
      rubric: rubric.name,
      rubricTitle: rubric.title,
      rubricVersion: rubric.version,
      rubricHash: rubric.hash,
      subject: subject.ref,
      subjectKind: subject.kind,
      subjectTitle: subject.title,
      state: 'published',
      graded: spec.dimensions.length,
      dimensions: spec.dimensions.length,
      score,
      highest: scoreRange(spec).highest,
      band: band?.name,
      bandTitle: band?.title,
      previous: latest && latest.publishedAt <= at ? latest.id : undefined,
      startedBy: past.by,
      startedAt: at,
      updatedBy: past.by,
      updatedAt: at,
      publishedBy: past.by,
      publishedAt: at,
      nextDue: nextDue(at, spec.cadence),
      version: 1,
    },
    gradings: spec.dimensions.map(({ id: dimension }) => ({
      dimension,
      grade: past.grades[dimension].grade,
      note: past.grades[dimension].note,
      evidence: [],
      gradedBy: past.by,
      gradedAt: at,
      version: 1,
    })),
  };
}
