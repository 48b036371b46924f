import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { serve } from '../http/serve';
import type { SearchSource } from './SearchSource';

export type { SearchSource } from './SearchSource';

/**
 * Hands everything to the portal's search engine, which decides per document
 * who may find it. That is why only services may read it: people search.
 */
export function addSearchRoutes(
  router: Router,
  options: { httpAuth: HttpAuthService; sources: SearchSource[] },
): void {
  serve(router, routes.listSearchDocuments, options, async call => {
    if (call.credentials.principal.type !== 'service') {
      throw new NotAllowedError(
        'The documents of the search index are for services; people use the search of the portal',
      );
    }
    const { after, limit } = call.query;
    const source = options.sources.find(
      ({ type }) => type === call.params.type,
    );
    return { items: (await source?.page({ after, limit })) ?? [] };
  });
}
