import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  reviewSchema,
  Route,
  routes,
} from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import { audited } from '../http/audited';
import { refuseUnstorable } from '../http/refuseUnstorable';
import { Call, serve } from '../http/serve';
import type { ReviewReader } from './reading/ReviewReader';
import { receiveEvidence } from './receiveEvidence';
import type { ReviewDesk } from './ReviewDesk';
import { answerControl } from './steps/answerControl';
import { assignReviewer } from './steps/assignReviewer';
import { commentOnReview } from './steps/commentOnReview';
import { completeCondition } from './steps/completeCondition';
import { decideReview } from './steps/decideReview';
import { addEvidence, removeEvidence } from './steps/evidence';
import { reportPresence } from './steps/presence';
import { requestChanges, signSection } from './steps/signSection';
import { startReview } from './steps/startReview';
import { submitReview } from './steps/submitReview';
import { upgradeReview } from './steps/upgradeReview';
import { withdrawReview } from './steps/withdrawReview';
import type { z } from 'zod';

/** An operation that answers the review as it then stands. */
type ReviewRoute<P extends z.ZodType, B extends z.ZodType> = Route<
  P,
  z.ZodType,
  B,
  typeof reviewSchema
>;

/** What the routes that change reviews work with. */
export interface ReviewRouterOptions {
  auditor: AuditorService;
  desk: ReviewDesk;
  httpAuth: HttpAuthService;
  reader: ReviewReader;
}

/** Serves every change of a review. */
export function addReviewRoutes(
  router: Router,
  options: ReviewRouterOptions,
): void {
  const { auditor, desk, httpAuth, reader } = options;
  // Of all that is read here only evidence may be large.
  router.post(routes.addEvidence.path, receiveEvidence());
  router.use('/reviews', express.json());
  router.use('/reviews', (request, _response, next) => {
    refuseUnstorable(request.body);
    next();
  });

  /** An audited write of one review, which is then shown as it stands. */
  const write = <P extends z.ZodType, B extends z.ZodType>(
    operation: ReviewRoute<P, B>,
    eventId: string,
    work: (call: Call<ReviewRoute<P, B>>, id: string) => Promise<unknown>,
  ) =>
    serve(router, operation, { httpAuth }, async call => {
      const id = String(call.request.params.id);
      const { review } = await audited(
        auditor,
        { eventId, request: call.request, meta: { review: id } },
        async () => {
          await work(call, id);
          const logHead = await desk.headOf(id);
          return { review: await reader.get(id, call), logHead };
        },
        headOf,
      );
      return review;
    });

  serve(router, routes.startReview, { httpAuth }, async call =>
    audited(
      auditor,
      {
        eventId: 'review-start',
        request: call.request,
        meta: { ...call.body },
      },
      async () => reader.get(await startReview(desk, call.body, call), call),
      ({ id }) => ({ review: id }),
    ),
  );
  serve(router, routes.answerControl, { httpAuth }, async call => {
    const { params, request } = call;
    const { answered } = await audited(
      auditor,
      {
        eventId: 'review-answer',
        severityLevel: 'low',
        request,
        meta: { review: params.id, control: params.control },
      },
      () => answerControl(desk, params, call.body, call),
      headOf,
    );
    return answered;
  });
  write(routes.addEvidence, 'review-evidence-add', call =>
    addEvidence(desk, call.params, call.body, call),
  );
  write(routes.removeEvidence, 'review-evidence-remove', call =>
    removeEvidence(desk, call.params, call),
  );
  write(routes.commentOnReview, 'review-comment', (call, id) =>
    commentOnReview(desk, id, call.body, call),
  );
  write(routes.submitReview, 'review-submit', (call, id) =>
    submitReview(desk, id, call.body, call),
  );
  write(routes.withdrawReview, 'review-withdraw', (call, id) =>
    withdrawReview(desk, id, call.body, call),
  );
  write(routes.signReviewSection, 'review-sign', (call, id) =>
    signSection(desk, id, call.body, call),
  );
  write(routes.requestReviewChanges, 'review-request-changes', (call, id) =>
    requestChanges(desk, id, call.body, call),
  );
  write(routes.decideReview, 'review-decide', (call, id) =>
    decideReview(desk, id, call.body, call),
  );
  write(routes.completeReviewCondition, 'review-condition', call =>
    completeCondition(desk, call.params, call.body, call),
  );
  write(routes.assignReviewer, 'review-assign', (call, id) =>
    assignReviewer(desk, id, call.body, call),
  );
  write(routes.upgradeReview, 'review-upgrade', (call, id) =>
    upgradeReview(desk, id, call.body, call),
  );
  serve(router, routes.reportReviewPresence, { auditor, httpAuth }, call =>
    reportPresence(desk, call.params.id, call.body, call),
  );
}

/** The newest hash of the log: by it a later export can be held against the audit log. */
function headOf({ logHead }: { logHead: string }) {
  return { logHead };
}
