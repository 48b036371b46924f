import { ConflictError, InputError } from '@backstage/errors';
import { scoreRange } from '@gold-layer/backstage-plugin-common';
import { randomUUID } from 'node:crypto';
import { LostRace } from './LostRace';
import type { StoredAssessment, WholeAssessment } from './records';
import type { CompiledRubric } from './rubrics/compileRubric';
import type { Subject } from './SubjectAccess';

/** A draft without any grade. */
export function newDraft(
  rubric: CompiledRubric,
  subject: Subject,
  { by, at }: { by: string; at: number },
): StoredAssessment {
  return {
    id: randomUUID(),
    rubric: rubric.name,
    rubricTitle: rubric.title,
    rubricVersion: rubric.version,
    rubricHash: rubric.hash,
    subject: subject.ref,
    subjectKind: subject.kind,
    subjectTitle: subject.title,
    state: 'draft',
    graded: 0,
    dimensions: rubric.document.spec.dimensions.length,
    highest: scoreRange(rubric.document.spec).highest,
    startedBy: by,
    startedAt: at,
    updatedBy: by,
    updatedAt: at,
    version: 1,
  };
}

/** An assessment as it stands after a write. */
export function changed(
  assessment: StoredAssessment,
  { by, at }: { by: string; at: number },
): StoredAssessment {
  const version = assessment.version + 1;
  return { ...assessment, updatedBy: by, updatedAt: at, version };
}

/** @throws ConflictError if it is published */
export function checkDraft({ id, state }: StoredAssessment): void {
  if (state !== 'draft') {
    throw new ConflictError(
      `The assessment '${id}' is published and never changes again; start a new one`,
    );
  }
}

/** @throws LostRace if somebody changed it since it was seen */
export function checkVersion(assessment: StoredAssessment, seen: number): void {
  if (assessment.version !== seen) {
    throw LostRace.create(assessment.rubricTitle, {
      by: assessment.updatedBy,
      at: assessment.updatedAt,
    });
  }
}

/** Why a draft cannot be published. */
export function incomplete(
  rubric: CompiledRubric,
  gradings: WholeAssessment['gradings'],
): InputError {
  const open = rubric.document.spec.dimensions.filter(
    ({ id }) => gradings.find(it => it.dimension === id)?.grade === undefined,
  );
  return new InputError(
    `Only a complete assessment can be published; not graded yet: ${open.map(({ title }) => title).join(', ')}`,
  );
}
