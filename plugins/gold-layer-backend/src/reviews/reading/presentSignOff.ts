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
  const said = { state, by: personIn(people, by), at: toIso(at), comment };
  if (state === 'signed') return said;
  const asked = askedFor(signOff);
  return {
    ...said,
    asked: asked === undefined ? undefined : personIn(people, asked),
    problem: signOff.problem,
  };
}

/** Whom a section waits for that has to be signed again: who signed it, or who has taken over, unless nobody may. */
export function askedFor({
  assignee,
  by,
  problem,
}: StoredSignOff): string | undefined {
  return problem ? undefined : (assignee ?? by);
}
