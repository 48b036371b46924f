import { z } from 'zod';
import { taskSchema } from '../inbox/task';
import {
  decideWaiverSchema,
  endWaiverSchema,
  renewWaiverSchema,
  requestWaiverSchema,
  riskDebtSchema,
  waiverSchema,
  waiversQuerySchema,
  waiverTermsSchema,
} from '../waivers/waiver';
import { many } from './fields';
import { pageOf, route } from './route';

const one = z.object({ id: z.uuid() });
const read = 'gold-layer.waiver.read';
const request = 'gold-layer.waiver.request';
const decide = 'gold-layer.waiver.decide';

/** Waivers. Every change answers the waiver as it then stands. */
export const waiverRoutes = {
  listWaivers: route({
    method: 'get',
    path: '/waivers',
    summary: 'The risk register: waivers of services the caller may see.',
    permission: read,
    query: waiversQuerySchema,
    response: pageOf(waiverSchema),
  }),
  getRiskDebt: route({
    method: 'get',
    path: '/risk-debt',
    summary: 'Active waivers taken together, by risk level and owner.',
    permission: read,
    query: z.object({
      owner: many(z.string().max(300)),
      service: z.string().max(300).optional(),
    }),
    response: riskDebtSchema,
  }),
  getWaiverTerms: route({
    method: 'get',
    path: '/waiver-terms',
    summary: 'What a waiver would need: the latest end, the approvers.',
    permission: read,
    query: z.object({
      service: z.string().max(300),
      scorecard: z.string().max(63).optional(),
      check: z.string().max(63).optional(),
      checklist: z.string().max(63).optional(),
      control: z.string().max(63).optional(),
    }),
    response: waiverTermsSchema,
  }),
  requestWaiver: route({
    method: 'post',
    path: '/waivers',
    summary: 'Asks for a waiver on a failing check or an unmet control.',
    permission: request,
    body: requestWaiverSchema,
    response: waiverSchema,
  }),
  getWaiver: route({
    method: 'get',
    path: '/waivers/:id',
    summary: 'One waiver.',
    permission: read,
    params: one,
    response: waiverSchema,
  }),
  decideWaiver: route({
    method: 'post',
    path: '/waivers/:id/decision',
    summary: 'Approves or rejects a request; never by who asked.',
    permission: decide,
    params: one,
    body: decideWaiverSchema,
    response: waiverSchema,
  }),
  withdrawWaiver: route({
    method: 'post',
    path: '/waivers/:id/withdrawal',
    summary: 'Takes back a request that is not decided yet.',
    permission: request,
    params: one,
    body: endWaiverSchema,
    response: waiverSchema,
  }),
  revokeWaiver: route({
    method: 'post',
    path: '/waivers/:id/revocation',
    summary: 'Ends an active waiver at once.',
    permission: decide,
    params: one,
    body: endWaiverSchema,
    response: waiverSchema,
  }),
  renewWaiver: route({
    method: 'post',
    path: '/waivers/:id/renewals',
    summary: 'Asks for one more term, to be approved one role higher.',
    permission: request,
    params: one,
    body: renewWaiverSchema,
    response: waiverSchema,
  }),
} as const;

/** What waits for the caller, from every feature. */
export const inboxRoutes = {
  listMyTasks: route({
    method: 'get',
    path: '/my-tasks',
    summary: 'What waits for the caller: to decide, to change, to renew.',
    permission: 'gold-layer.service.read',
    response: z.object({
      items: z.array(taskSchema),
      /** Features that could not be asked: what they know is missing here. */
      missing: z.array(z.string()).optional(),
    }),
  }),
} as const;
