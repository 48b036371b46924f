import type {
  Person,
  ReviewSection,
} from '@gold-layer/backstage-plugin-common';
import type { StoredSignOff } from '../records';
import { personIn, toIso } from './presentSummary';

/** A role's word on a section, with who is asked to sign it again; undefined if nobody has said anything. */
export function presentSignOff(
  signOff: StoredSignOff,
  people: ReadonlyMap<string, Person>,
): ReviewSection['signOff'] {
  const { at, by, comment, state } = signOff;
  if (state === 'unsigned') return undefined;
  const said = { state, by: personIn(people, by), at: toIso(at), comment };
  if (state === 'signed') return said;
  return { ...said, ...presentAsked(signOff, people) };
}

/** Who is asked to sign a section that nobody has signed, or why nobody is. */
export function presentUnsigned(
  signOff: StoredSignOff | undefined,
  people: ReadonlyMap<string, Person>,
): Pick<ReviewSection, 'asked' | 'problem'> {
  return signOff?.state === 'unsigned' ? presentAsked(signOff, people) : {};
}

function presentAsked(
  signOff: StoredSignOff,
  people: ReadonlyMap<string, Person>,
): Pick<ReviewSection, 'asked' | 'problem'> {
  const asked = askedFor(signOff);
  return {
    asked: asked === undefined ? undefined : personIn(people, asked),
    problem: signOff.problem,
  };
}

/** Whom a section waits for that has to be signed: who signed it, asked for changes or decided, or who has taken over, unless nobody may. */
export function askedFor({
  assignee,
  by,
  problem,
}: StoredSignOff): string | undefined {
  return problem ? undefined : (assignee ?? by);
}
