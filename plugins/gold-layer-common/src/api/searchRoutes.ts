import { z } from 'zod';
import { searchDocumentSchema, searchTypeSchema } from '../search/document';
import { route } from './route';

/** What the portal's search engine reads; services only. */
export const searchRoutes = {
  listSearchDocuments: route({
    method: 'get',
    path: '/search-documents/:type',
    summary: 'Everything of a kind for the search index, page by page.',
    permission: 'none: for services only',
    params: z.object({ type: searchTypeSchema }),
    query: z.object({
      /** Id of the last document of the page before. */
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: z.object({ items: z.array(searchDocumentSchema) }),
  }),
} as const;
