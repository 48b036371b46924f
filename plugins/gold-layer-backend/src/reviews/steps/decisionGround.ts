import {
  evaluateControls,
  EvaluatedControl,
} from '../checklists/evaluateControls';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import { criticalDependencies, readTriggers } from '../watch/circumstances';
import { assignedIn, candidatesFor, insideOf } from './assignRoles';
import { fallenIn } from './fallen';
import { rememberPeople } from './rememberPeople';
import type { DecisionGround } from './settle';

/** The part of a call that a decision rests on. */
export type GroundCall = Pick<
  WriteCall,
  'checklist' | 'now' | 'owned' | 'review' | 'service'
>;

/** Who is about to decide for which role. */
export interface Deciding {
  person: string;
  role: string;
}

/**
 * Reads what a decision rests on: fresh facts, the answers they give, what the
 * service depends on, who owns it now, and who could take the parts of those
 * who may no longer judge. Whoever decides for one role decides for no other:
 * it reads who could take those parts, too.
 */
export async function readGround(
  desk: ReviewDesk,
  call: GroundCall,
  options: { deciding?: Deciding } = {},
): Promise<DecisionGround & { evaluated: Map<string, EvaluatedControl> }> {
  const { checklist, now, service } = call;
  const { facts: store, services } = desk.options;
  const [known, dependencies, judges] = await Promise.all([
    store.factsOf([service.ref]),
    criticalDependencies([service.ref], services),
    readJudges(desk, call, options),
  ]);
  const facts = known.get(service.ref) ?? [];
  return {
    ...judges,
    service,
    facts,
    evaluated: evaluateControls(checklist, {
      service,
      facts,
      now: new Date(now),
    }),
    circumstances: {
      criticalDependencies: dependencies.get(service.ref) ?? [],
      exhaustions: readTriggers(facts, now).exhaustions,
    },
  };
}

async function readJudges(
  desk: ReviewDesk,
  { checklist, owned, review }: GroundCall,
  { deciding }: { deciding?: Deciding },
): Promise<Pick<DecisionGround, 'candidates' | 'inside' | 'people'>> {
  const { people, store } = desk.options;
  const known = rememberPeople(people);
  const [inside, said] = await Promise.all([
    insideOf(owned, known),
    store.saidIn([review.id]),
  ]);
  const { roles, signOffs } = said.get(review.id) ?? {
    roles: [],
    signOffs: [],
  };
  const { decisions } = fallenIn(
    { review, roles, signOffs },
    { checklist, inside, people },
  );
  const fell = decisions.map(({ role }) => role);
  const rest = roles.filter(
    ({ assignee, decision, role }) =>
      !decision &&
      assignee !== undefined &&
      assignee === deciding?.person &&
      role !== deciding.role,
  );
  const candidates = await candidatesFor(
    [...fell, ...rest].map(({ role }) => role),
    { review, owned, assigned: assignedIn(roles) },
    known,
  );
  return { candidates, inside, people };
}
