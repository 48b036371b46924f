import { z } from 'zod';
import { roleSchema } from '../people/roles';
import { personSchema } from '../people/person';
import {
  checklistDetailSchema,
  checklistSummarySchema,
  presenceSchema,
  reviewerLoadSchema,
  reviewNeedSchema,
  reviewUpgradeSchema,
} from '../reviews/lists';
import {
  addEvidenceSchema,
  answerControlSchema,
  assignReviewerSchema,
  commentSchema,
  decideReviewSchema,
  requestChangesSchema,
  reviewsQuerySchema,
  reviewStepSchema,
  signSectionSchema,
  startReviewSchema,
} from '../reviews/requests';
import {
  answeredControlSchema,
  reviewExportSchema,
  reviewLogEntrySchema,
  reviewSchema,
  reviewSummarySchema,
} from '../reviews/review';
import { shownTierSchema } from '../services/tier';
import { many, writtenText } from './fields';
import { pageOf, route } from './route';

const one = z.object({ id: z.uuid() });
const onControl = one.extend({ control: z.string().max(63) });
const onEvidence = one.extend({ evidence: z.uuid() });
const read = 'gold-layer.review.read';
const edit = 'gold-layer.review.edit';
const decide = 'gold-layer.review.decide';

/** Checklists and reviews. Every change answers the review as it then stands; that of one answer, what changed. */
export const reviewRoutes = {
  listRoles: route({
    method: 'get',
    path: '/roles',
    summary: 'Roles that review and accept risks, and who holds them.',
    permission: read,
    response: z.object({
      items: z.array(roleSchema.extend({ people: z.array(personSchema) })),
    }),
  }),
  listChecklists: route({
    method: 'get',
    path: '/checklists',
    summary: 'Every checklist, with how many reviews of it are under way.',
    permission: read,
    query: z.object({ service: z.string().max(300).optional() }),
    response: z.object({ items: z.array(checklistSummarySchema) }),
  }),
  getChecklist: route({
    method: 'get',
    path: '/checklists/:name',
    summary: 'One checklist: sections, controls, who decides for which tier.',
    permission: read,
    params: z.object({ name: z.string().max(63) }),
    response: checklistDetailSchema,
  }),
  listReviews: route({
    method: 'get',
    path: '/reviews',
    summary: 'Reviews of services the caller may see, filtered and sorted.',
    permission: read,
    query: reviewsQuerySchema,
    response: pageOf(reviewSummarySchema),
  }),
  listReviewNeeds: route({
    method: 'get',
    path: '/review-needs',
    summary: 'Services that should have a valid review and have none.',
    permission: read,
    query: z.object({
      tier: many(shownTierSchema),
      owner: many(z.string().max(300)),
      checklist: z.string().max(63).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(2000).optional(),
    }),
    response: pageOf(reviewNeedSchema).extend({
      /** How many per tier, on every page together. */
      byTier: z.partialRecord(shownTierSchema, z.number().int()),
    }),
  }),
  listReviewers: route({
    method: 'get',
    path: '/reviewers',
    summary: 'Everybody who reviews, with what waits for them.',
    permission: read,
    response: z.object({ items: z.array(reviewerLoadSchema) }),
  }),
  startReview: route({
    method: 'post',
    path: '/reviews',
    summary:
      'Starts a review, answered from current facts as far as they reach.',
    permission: edit,
    body: startReviewSchema,
    response: reviewSchema,
  }),
  getReview: route({
    method: 'get',
    path: '/reviews/:id',
    summary: 'One review: sections, answers, evidence, comments, decisions.',
    permission: read,
    params: one,
    response: reviewSchema,
  }),
  answerControl: route({
    method: 'put',
    path: '/reviews/:id/answers/:control',
    summary: 'Changes the answer of one control; 409 if it changed meanwhile.',
    permission: edit,
    params: onControl,
    body: answerControlSchema,
    response: answeredControlSchema,
  }),
  addEvidence: route({
    method: 'post',
    path: '/reviews/:id/answers/:control/evidence',
    summary: 'Adds evidence: a link, a file up to 5 MB, a check, a drill.',
    permission: edit,
    params: onControl,
    body: addEvidenceSchema,
    response: reviewSchema,
  }),
  removeEvidence: route({
    method: 'delete',
    path: '/reviews/:id/evidence/:evidence',
    summary: 'Removes evidence from an open review; the log keeps its hash.',
    permission: edit,
    params: onEvidence,
    response: reviewSchema,
  }),
  getEvidenceFile: route({
    method: 'get',
    path: '/reviews/:id/evidence/:evidence/file',
    summary: 'The file of evidence, always as a download.',
    permission: read,
    params: onEvidence,
    response: z.string(),
    mediaType: 'application/octet-stream',
  }),
  commentOnReview: route({
    method: 'post',
    path: '/reviews/:id/comments',
    summary: 'Adds a comment; people mentioned by entity ref are told.',
    permission: 'gold-layer.review.comment',
    params: one,
    body: commentSchema,
    response: reviewSchema,
  }),
  submitReview: route({
    method: 'post',
    path: '/reviews/:id/submission',
    summary: 'Submits a complete review; reviewers are assigned and told.',
    permission: edit,
    params: one,
    body: reviewStepSchema,
    response: reviewSchema,
  }),
  withdrawReview: route({
    method: 'post',
    path: '/reviews/:id/withdrawal',
    summary: 'Withdraws an undecided review.',
    permission: edit,
    params: one,
    body: reviewStepSchema,
    response: reviewSchema,
  }),
  signReviewSection: route({
    method: 'post',
    path: '/reviews/:id/sign-offs',
    summary: "Signs a section off for the section's role.",
    permission: decide,
    params: one,
    body: signSectionSchema,
    response: reviewSchema,
  }),
  requestReviewChanges: route({
    method: 'post',
    path: '/reviews/:id/change-requests',
    summary: 'Hands the review back with what is to be changed.',
    permission: decide,
    params: one,
    body: requestChangesSchema,
    response: reviewSchema,
  }),
  decideReview: route({
    method: 'post',
    path: '/reviews/:id/decisions',
    summary:
      "Gives a role's decision; the last role's word decides the review.",
    permission: decide,
    params: one,
    body: decideReviewSchema,
    response: reviewSchema,
  }),
  completeReviewCondition: route({
    method: 'post',
    path: '/reviews/:id/conditions/:condition/completion',
    summary: 'Says that a condition of the approval is met, and by what.',
    permission: edit,
    params: one.extend({ condition: z.uuid() }),
    body: z.strictObject({ note: writtenText(2000) }),
    response: reviewSchema,
  }),
  assignReviewer: route({
    method: 'post',
    path: '/reviews/:id/assignments',
    summary: "Assigns a role's part to a person, or to the next in rotation.",
    permission: decide,
    params: one,
    body: assignReviewerSchema,
    response: reviewSchema,
  }),
  previewReviewUpgrade: route({
    method: 'get',
    path: '/reviews/:id/upgrade',
    summary: 'What moving an open review to the checklist in force changes.',
    permission: read,
    params: one,
    response: reviewUpgradeSchema,
  }),
  upgradeReview: route({
    method: 'post',
    path: '/reviews/:id/upgrade',
    summary: 'Moves an open review to the checklist in force.',
    permission: edit,
    params: one,
    body: reviewStepSchema,
    response: reviewSchema,
  }),
  reportReviewPresence: route({
    method: 'post',
    path: '/reviews/:id/presence',
    summary: 'Says that the caller has the review open; answers who else has.',
    permission: read,
    params: one,
    body: z.strictObject({ control: z.string().max(63).optional() }),
    response: z.object({
      items: z.array(presenceSchema),
      version: z.number().int(),
    }),
  }),
  getReviewLog: route({
    method: 'get',
    path: '/reviews/:id/log',
    summary: 'The append-only log of a review, oldest first, with its hashes.',
    permission: read,
    params: one,
    response: z.object({ items: z.array(reviewLogEntrySchema) }),
  }),
  exportReview: route({
    method: 'get',
    path: '/reviews/:id/export',
    summary: 'The review as one file that can be verified without the portal.',
    permission: read,
    params: one,
    response: reviewExportSchema,
  }),
} as const;
