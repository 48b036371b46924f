import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Route, routes } from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import { audited } from '../http/audited';
import { refuseUnstorable } from '../http/refuseUnstorable';
import { Call, serve } from '../http/serve';
import type { AssessmentDesk } from './AssessmentDesk';
import type { AssessmentListStore } from './reading/AssessmentListStore';
import type { AssessmentReader } from './reading/AssessmentReader';
import type { ComparisonReader } from './reading/ComparisonReader';
import type { PortfolioReader } from './reading/PortfolioReader';
import { presentRubric, presentRubricSummary } from './reading/presentRubric';
import type { Rubrics } from './rubrics/Rubrics';
import type { SubjectAccess } from './SubjectAccess';

/** What the routes of assessments work with. */
export interface AssessmentRouterOptions {
  access: SubjectAccess;
  auditor: AuditorService;
  comparisons: ComparisonReader;
  desk: AssessmentDesk;
  httpAuth: HttpAuthService;
  lists: AssessmentListStore;
  portfolio: PortfolioReader;
  reader: AssessmentReader;
  rubrics: Rubrics;
  now(): Date;
}

/** Serves rubrics and assessments. */
export function addAssessmentRoutes(
  router: Router,
  options: AssessmentRouterOptions,
): void {
  router.use('/assessments', express.json());
  addReadRoutes(router, options);
  addWriteRoutes(router, options);
}

function addReadRoutes(router: Router, options: AssessmentRouterOptions): void {
  const { access, comparisons, lists, portfolio, reader, rubrics } = options;
  const seenBy = async (call: Pick<Call<Route>, 'credentials'>) => ({
    sight: await access.sight(call),
    now: options.now(),
  });
  serve(router, routes.listRubrics, options, async call => {
    const counts = await lists.countsByRubric(await seenBy(call));
    return {
      items: rubrics
        .all()
        .map(rubric => presentRubricSummary(rubric, counts.get(rubric.name))),
    };
  });
  serve(router, routes.getRubric, options, async call => {
    const rubric = rubrics.current(call.params.name);
    const counts = await lists.countsByRubric(await seenBy(call));
    return presentRubric(rubric, counts.get(rubric.name));
  });
  serve(router, routes.listAssessments, options, async call => {
    const seen = await seenBy(call);
    const [{ items, nextCursor }, totalItems] = await Promise.all([
      lists.page(call.query, seen),
      lists.count(call.query, seen),
    ]);
    return { items, totalItems, pageInfo: { nextCursor } };
  });
  serve(router, routes.getAssessment, options, call =>
    reader.get(call.params.id, call),
  );
  serve(router, routes.compareAssessment, options, call =>
    comparisons.compare(call.params.id, call),
  );
  serve(router, routes.getAssessmentPortfolio, options, call =>
    portfolio.read(call.query, call),
  );
}

function addWriteRoutes(
  router: Router,
  options: AssessmentRouterOptions,
): void {
  const { auditor, desk, reader } = options;
  serve(router, routes.startAssessment, options, ({ body, ...call }) =>
    audited(
      auditor,
      {
        eventId: 'assessment-start',
        request: call.request,
        meta: { ...body },
      },
      async () => {
        refuseUnstorable(body);
        return reader.get(await desk.start(body, call), call);
      },
      ({ id }) => ({ assessment: id }),
    ),
  );
  serve(router, routes.gradeDimension, options, ({ body, params, ...call }) =>
    audited(
      auditor,
      {
        eventId: 'assessment-grade',
        request: call.request,
        meta: { assessment: params.id, dimension: params.dimension },
      },
      async () => {
        refuseUnstorable(body);
        const { id, dimension } = params;
        await desk.grade(id, dimension, { ...call, change: body });
        return reader.get(id, call);
      },
    ),
  );
  serve(
    router,
    routes.publishAssessment,
    options,
    ({ body, params, ...call }) =>
      audited(
        auditor,
        {
          eventId: 'assessment-publish',
          severityLevel: 'medium',
          request: call.request,
          meta: { assessment: params.id },
        },
        async () => {
          await desk.publish(params.id, { ...call, ...body });
          return reader.get(params.id, call);
        },
        ({ score, band }) => ({ score: score ?? 0, band: band?.name ?? '' }),
      ),
  );
  serve(
    router,
    routes.discardAssessment,
    options,
    ({ body, params, ...call }) =>
      audited(
        auditor,
        {
          eventId: 'assessment-discard',
          severityLevel: 'medium',
          request: call.request,
          meta: { assessment: params.id },
        },
        async () => {
          await desk.discard(params.id, { ...call, ...body });
          return { discarded: true as const };
        },
      ),
  );
}
