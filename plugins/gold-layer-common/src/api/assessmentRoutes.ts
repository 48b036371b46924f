import { z } from 'zod';
import {
  assessmentComparisonSchema,
  assessmentSchema,
  assessmentSummarySchema,
  portfolioRowSchema,
  portfolioSummarySchema,
  rubricDetailSchema,
  rubricSummarySchema,
} from '../assessments/assessment';
import {
  assessmentsQuerySchema,
  gradeDimensionSchema,
  portfolioQuerySchema,
  startAssessmentSchema,
} from '../assessments/requests';
import { pageOf, route } from './route';

const one = z.object({ id: z.uuid() });
const read = 'gold-layer.assessment.read';
const edit = 'gold-layer.assessment.edit';
const version = z.strictObject({ version: z.number().int() });

/** Rubrics and assessments. Every change answers the assessment as it then stands. */
export const assessmentRoutes = {
  listRubrics: route({
    method: 'get',
    path: '/rubrics',
    summary: 'Every rubric, with how many assessments there are.',
    permission: read,
    response: z.object({ items: z.array(rubricSummarySchema) }),
  }),
  getRubric: route({
    method: 'get',
    path: '/rubrics/:name',
    summary: 'One rubric: dimensions, grades, bands.',
    permission: read,
    params: z.object({ name: z.string().max(63) }),
    response: rubricDetailSchema,
  }),
  listAssessments: route({
    method: 'get',
    path: '/assessments',
    summary: 'Assessments of services and teams the caller may see.',
    permission: read,
    query: assessmentsQuerySchema,
    response: pageOf(assessmentSummarySchema),
  }),
  startAssessment: route({
    method: 'post',
    path: '/assessments',
    summary: 'Starts an assessment, or answers the draft that is open already.',
    permission: edit,
    body: startAssessmentSchema,
    response: assessmentSchema,
  }),
  getAssessment: route({
    method: 'get',
    path: '/assessments/:id',
    summary: 'One assessment with its rubric, suggestions and last grades.',
    permission: read,
    params: one,
    response: assessmentSchema,
  }),
  gradeDimension: route({
    method: 'put',
    path: '/assessments/:id/grades/:dimension',
    summary:
      'Changes the grading of one dimension; 409 if it changed meanwhile.',
    permission: edit,
    params: one.extend({ dimension: z.string().max(63) }),
    body: gradeDimensionSchema,
    response: assessmentSchema,
  }),
  publishAssessment: route({
    method: 'post',
    path: '/assessments/:id/publication',
    summary: 'Publishes a complete assessment; it never changes again.',
    permission: edit,
    params: one,
    body: version,
    response: assessmentSchema,
  }),
  discardAssessment: route({
    method: 'post',
    path: '/assessments/:id/discarding',
    summary: 'Throws a draft away.',
    permission: edit,
    params: one,
    body: version,
    response: z.object({ discarded: z.literal(true) }),
  }),
  compareAssessment: route({
    method: 'get',
    path: '/assessments/:id/comparison',
    summary:
      'An assessment against the last, the team, the tier; and the trend.',
    permission: read,
    params: one,
    response: assessmentComparisonSchema,
  }),
  getAssessmentPortfolio: route({
    method: 'get',
    path: '/assessment-portfolio',
    summary: 'Latest grades of every subject by dimension: the heat map.',
    permission: read,
    query: portfolioQuerySchema,
    response: pageOf(portfolioRowSchema).extend({
      summary: portfolioSummarySchema,
    }),
  }),
} as const;
