import {
  RubricDetail,
  RubricSummary,
  scoreRange,
} from '@gold-layer/backstage-plugin-common';
import type { CompiledRubric } from '../rubrics/compileRubric';
import type { RubricCounts } from './AssessmentListStore';

/** A rubric in a list. */
export function presentRubricSummary(
  { name, title, version, origin, document }: CompiledRubric,
  counts: RubricCounts = { published: 0, drafts: 0, overdue: 0 },
): RubricSummary {
  const { metadata, spec } = document;
  return {
    name,
    title,
    description: metadata.description,
    version,
    origin,
    subjects: spec.subjects,
    dimensions: spec.dimensions.length,
    cadence: spec.cadence,
    ...counts,
  };
}

/** A rubric, whole. */
export function presentRubric(
  rubric: CompiledRubric,
  counts?: RubricCounts,
): RubricDetail {
  return {
    ...presentRubricSummary(rubric, counts),
    ...presentContent(rubric),
    source: rubric.source,
  };
}

/** What a rubric asks. */
export function presentContent({ document }: CompiledRubric) {
  const { scoring, dimensions, bands } = document.spec;
  return {
    scoring,
    ...scoreRange(document.spec),
    dimensionsOf: dimensions,
    bands,
    description: document.metadata.description,
  };
}
