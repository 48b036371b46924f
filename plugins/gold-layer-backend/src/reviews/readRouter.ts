import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { serve } from '../http/serve';
import type { ChecklistReader } from './reading/ChecklistReader';
import type { ReviewLists } from './reading/ReviewLists';
import type { ReviewReader } from './reading/ReviewReader';
import type { ReviewDesk } from './ReviewDesk';
import { readEvidenceFile } from './steps/evidence';
import { previewUpgrade } from './steps/upgradeReview';

/** What the routes that read work with. */
export interface ReadRouterOptions {
  auditor: AuditorService;
  checklists: ChecklistReader;
  desk: ReviewDesk;
  httpAuth: HttpAuthService;
  lists: ReviewLists;
  reader: ReviewReader;
}

/** Serves checklists, lists of reviews, and one review with its log and files. */
export function addReviewReadRoutes(
  router: Router,
  options: ReadRouterOptions,
): void {
  const { checklists, desk, lists, reader } = options;
  serve(router, routes.listChecklists, options, async call => ({
    items: await checklists.list(call.query, call),
  }));
  serve(router, routes.getChecklist, options, call =>
    checklists.get(call.params.name, call),
  );
  serve(router, routes.listReviews, options, call =>
    lists.page(call.query, call),
  );
  serve(router, routes.listReviewNeeds, options, call =>
    lists.needs(call.query, call),
  );
  serve(router, routes.listReviewers, options, async call => ({
    items: await lists.reviewers(call),
  }));
  serve(router, routes.getReview, options, call =>
    reader.get(call.params.id, call),
  );
  serve(router, routes.previewReviewUpgrade, options, call =>
    previewUpgrade(desk, call.params.id, call),
  );
  serve(router, routes.getReviewLog, options, async call => ({
    items: await reader.log(call.params.id, call),
  }));
  serve(router, routes.exportReview, options, call =>
    reader.export(call.params.id, call),
  );
  serve(router, routes.getEvidenceFile, options, async call => {
    const file = await readEvidenceFile(desk, call.params, call);
    call.response
      .attachment(file.name)
      .set('X-Content-Type-Options', 'nosniff')
      .set('Content-Security-Policy', "default-src 'none'; sandbox")
      .set('ETag', `"${file.sha256}"`)
      .type('application/octet-stream')
      .send(file.content);
    return undefined;
  });
}
