import { createHash } from 'node:crypto';

/**
 * What paperwork there is about the i-th service: one approved review, another
 * one in one of the other states, and an assessment. The same number always
 * gives the same ids.
 */

/** States of the other reviews, in this proportion. */
export const otherStates = [
  'superseded',
  'superseded',
  'superseded',
  'expired',
  'draft',
  'draft',
  'submitted',
  'in-review',
  'changes-requested',
  'withdrawn',
] as const;

/** A state that reviews of the bench are in. */
export type PlannedState = (typeof otherStates)[number] | 'approved';

/** One review of the plan. */
export interface PlannedReview {
  id: string;
  service: number;
  state: PlannedState;
}

/** Both reviews of a service. */
export function reviewsOf(service: number): PlannedReview[] {
  const state = otherStates[service % otherStates.length];
  return [
    { id: idOf('approved', service), service, state: 'approved' },
    { id: idOf('other', service), service, state },
  ];
}

/** The id of the approved review of a service. */
export function approvedReview(service: number): string {
  return idOf('approved', service);
}

/** The id of the review of a service that is a draft, where its number says so. */
export function draftReview(service: number): string {
  if (otherStates[service % otherStates.length] !== 'draft') {
    throw new Error(`The other review of service ${service} is no draft`);
  }
  return idOf('other', service);
}

/** A UUID that is the same for the same words, and in no order. */
export function idOf(what: string, number: number): string {
  const hash = createHash('sha256').update(`${what} ${number}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/**
 * Pushed facts repeat every 77 services (see `facts.ts`): services of the same
 * class have the same answers from facts.
 */
export const classes = 77;

/** A class in which facts are true, to be changed and looked at. */
export const watched = 8;
