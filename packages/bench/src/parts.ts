import type { HttpRouterService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { Router } from 'express';

/** Something that the bench has the backend do on its own database. */
export type Part<Body> = (body: Body) => Promise<unknown>;

/** Adds a route for each part: `POST /bench/<name>/<part>`. What the part answers, if anything, is sent. */
export function addParts<Body>(
  httpRouter: HttpRouterService,
  name: string,
  parts: Record<string, Part<Body>>,
): void {
  const router = Router();
  router.post(
    `/bench/${name}/:part`,
    express.json({ limit: '10mb' }),
    async (request, response, next) => {
      try {
        const { part } = request.params;
        if (!parts[part]) throw new InputError(`No part '${part}'`);
        response.json((await parts[part](request.body)) ?? null);
      } catch (error) {
        next(error);
      }
    },
  );
  httpRouter.use(router);
}
