import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { addSearchRoutes } from '.';

const review = {
  id: 'r1',
  title: 'Production readiness: Checkout',
  text: 'What people wrote',
  subject: 'component:default/checkout',
  subjectTitle: 'Checkout',
  state: 'draft',
  people: [],
  updatedAt: '2026-11-21T09:00:00.000Z',
};

/** Documents for callers who hold these permissions without any condition. */
function serving(held: string[]) {
  const router = Router();
  addSearchRoutes(router, {
    auditor: mockServices.auditor.mock(),
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions.mock({
      authorizeConditional: async asked =>
        asked.map(({ permission }) => ({
          result: held.includes(permission.name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        })),
    }),
    sources: [{ type: 'review', page: async () => [review] }],
  });
  return request(express().use(router).use(mockErrorHandler()));
}

describe('documents for the search index', () => {
  const held = ['gold-layer.review.read'];
  const service = mockCredentials.service.header();

  it('are for services that may read all of their kind', async () => {
    const { body } = await serving(held)
      .get('/search-documents/review')
      .set('Authorization', service)
      .expect(200);
    expect(body.items).toEqual([review]);
  });

  it('are not for a token that may do something else', async () => {
    const app = serving(['gold-layer.fact.push']);
    const { body } = await app
      .get('/search-documents/review')
      .set('Authorization', service)
      .expect(403);
    expect(body.error.message).toContain('gold-layer.review.read');
    await serving(held)
      .get('/search-documents/waiver')
      .set('Authorization', service)
      .expect(403);
  });

  it('are not for people, nor for nobody', async () => {
    const ask = async (token: string) => {
      const { status } = await serving(held)
        .get('/search-documents/review')
        .set('Authorization', token);
      return status;
    };
    expect(await ask(mockCredentials.user.header())).toBe(403);
    expect(await ask(mockCredentials.none.header())).toBe(401);
  });
});
