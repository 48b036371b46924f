import type {
  Person,
  ReviewSection,
} from '@gold-layer/backstage-plugin-common';
import type { StoredSignOff } from '../records';
import { personIn, toIso } from './presentSummary';

/** A role's word on a section, with who is asked to sign it again. */
export function presentSignOff(
  signOff: StoredSignOff,
  people: ReadonlyMap<string, Person>,
): NonNullable<ReviewSection['signOff']> {
  const { at, by, comment, state } = signOff;
  return {
    state,
    by: personIn(people, by),
    at: toIso(at),
    comment,
    asked: state === 'signed' ? undefined : personIn(people, askedFor(signOff)),
  };
}

/** Whom a section waits for that has to be signed again: who signed it, or who has taken over. */
export function askedFor({ assignee, by }: StoredSignOff): string {
  return assignee ?? by;
}
