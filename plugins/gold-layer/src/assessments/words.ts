import type { AssessmentSubject } from '@gold-layer/backstage-plugin-common';
import { dayWords } from '../ui';

/** `26 of 40`, whole where it is whole. */
export function scoreWords(score: number, highest: number): string {
  return `${tidy(score)} of ${tidy(highest)}`;
}

/** A grade or mean with at most one decimal. */
export function tidy(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** `due 10 January 2027`, `was due 10 July 2026`: when the next assessment has to be published. */
export function dueWords({
  nextDue,
  overdue,
}: {
  nextDue: string;
  overdue: boolean;
}): string {
  return `${overdue ? 'was due' : 'due'} ${dayWords(nextDue)}`;
}

/** Whom a portfolio is of, as people say it. */
export const kindWords = {
  service: 'Services',
  team: 'Teams',
} as const satisfies Record<AssessmentSubject['kind'], string>;
