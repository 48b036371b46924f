import { mockServices } from '@backstage/backend-test-utils';
import { route } from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { z } from 'zod';
import { serve } from './serve';

/** Says back what it was told. */
function echo(body: z.ZodType) {
  const router = Router();
  const operation = route({
    method: 'post',
    path: '/echo',
    summary: 'Says back what it was told.',
    permission: 'none',
    body,
    response: z.object({ told: z.unknown() }),
  });
  serve(
    router,
    operation,
    { httpAuth: mockServices.httpAuth() },
    async call => ({ told: call.body ?? 'nothing' }),
  );
  return express().use(express.json(), router);
}

it('takes an empty object for a body where all fields of one may be left out', async () => {
  const answer = await request(
    echo(z.strictObject({ at: z.string().optional() })),
  )
    .post('/echo')
    .send({});

  expect(answer.body).toEqual({ told: {} });
});

it('takes an empty object for no body where none is asked for', async () => {
  const answer = await request(echo(z.undefined())).post('/echo').send({});

  expect(answer.body).toEqual({ told: 'nothing' });
});
