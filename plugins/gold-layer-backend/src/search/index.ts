import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  goldLayerAssessmentReadPermission,
  goldLayerReviewReadPermission,
  goldLayerSloReadPermission,
  goldLayerWaiverReadPermission,
  routes,
  SearchType,
} from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { serve } from '../http/serve';
import type { SearchSource } from './SearchSource';

export type { SearchSource } from './SearchSource';

/** What one has to be allowed to read, all of it. */
const permissionsOf: Record<SearchType, ResourcePermission> = {
  assessment: goldLayerAssessmentReadPermission,
  review: goldLayerReviewReadPermission,
  slo: goldLayerSloReadPermission,
  waiver: goldLayerWaiverReadPermission,
};

/** What the room of search needs from the backend. */
export interface SearchOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  sources: SearchSource[];
}

/**
 * Hands everything to the portal's search engine, which decides per document
 * who may find it. That is why only services may read it, and of those only
 * such as nothing restricts: people search.
 */
export function addSearchRoutes(router: Router, options: SearchOptions): void {
  serve(router, routes.listSearchDocuments, options, async call => {
    if (call.credentials.principal.type !== 'service') {
      throw new NotAllowedError(
        'The documents of the search index are for services; people use the search of the portal',
      );
    }
    const permission = permissionsOf[call.params.type];
    const [{ result }] = await options.permissions.authorizeConditional(
      [{ permission }],
      call,
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Indexing needs the permission ${permission.name} on every service, which this token does not have`,
      );
    }
    const { after, limit } = call.query;
    const source = options.sources.find(
      ({ type }) => type === call.params.type,
    );
    return { items: (await source?.page({ after, limit })) ?? [] };
  });
}
