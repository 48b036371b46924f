import type { People } from '../../people';

/** What has to be known of people to find candidates. */
export type CandidatePeople = Pick<
  People,
  'holders' | 'holds' | 'peopleIn' | 'role'
>;

/** The same people, asked once for each question: for a round over many reviews of the same teams. */
export function rememberPeople(people: CandidatePeople): CandidatePeople {
  const known = new Map<string, Promise<string[]>>();
  const once = (question: unknown, ask: () => Promise<string[]>) => {
    const key = JSON.stringify(question);
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    return answer;
  };
  return {
    role: name => people.role(name),
    holds: (user, role, service) => people.holds(user, role, service),
    peopleIn: refs => once(['in', refs], () => people.peopleIn(refs)),
    holders: (role, { owner, owners }) =>
      once(['holders', role, owner, owners], () =>
        people.holders(role, { owner, owners }),
      ),
  };
}
