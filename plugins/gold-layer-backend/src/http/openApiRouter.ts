import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { openApiDocument } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';

/** Serves the OpenAPI document to everyone who may call the API. */
export function addOpenApiRoute(
  router: Router,
  options: { httpAuth: HttpAuthService },
): void {
  const document = openApiDocument();
  router.get('/openapi.json', async (request, response) => {
    await options.httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json(document);
  });
}
