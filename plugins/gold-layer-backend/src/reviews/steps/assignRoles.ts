import {
  Candidate,
  holdingReviewStates,
  nextReviewer,
  waitingReviewStates,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { Owned } from '../../people';
import { isAnybodys, otherDecisionOf } from '../authority';
import type { StoredReview, StoredRole, WholeReview } from '../records';
import { unsignedStates } from '../store/partRows';
import type { CandidatePeople } from './rememberPeople';

/** Who may take a role's part in a review, and why nobody can. */
export interface RoleCandidates {
  role: string;
  people: string[];
  problem?: string;
}

/** What candidates are looked for. */
export interface CandidateQuery {
  review: Pick<StoredReview, 'requestedBy' | 'submitters'>;
  owned: Owned;
  /** Who has the parts now, by role. */
  assigned?: ReadonlyMap<string, string>;
}

/** Those who may judge a review for each role; read before its transaction begins. */
export async function candidatesFor(
  roles: readonly string[],
  query: CandidateQuery,
  people: CandidatePeople,
): Promise<Map<string, RoleCandidates>> {
  const { requestedBy, submitters = [] } = query.review;
  const inside = new Set([
    ...(await insideOf(query.owned, people)),
    requestedBy,
    ...submitters,
  ]);
  const found = await Promise.all(
    roles.map(role => candidatesForRole(role, inside, { query, people })),
  );
  return new Map(found.map(each => [each.role, each]));
}

/** Everybody in a group that owns the service, or in a group below it. */
export async function insideOf(
  { owner, owners = owner ? [owner] : [] }: Owned,
  people: Pick<CandidatePeople, 'peopleIn'>,
): Promise<ReadonlySet<string>> {
  return new Set(await people.peopleIn(owners));
}

async function candidatesForRole(
  name: string,
  inside: ReadonlySet<string>,
  { query, people }: { query: CandidateQuery; people: CandidatePeople },
): Promise<RoleCandidates> {
  const { assigned, owned } = query;
  const role = people.role(name);
  const { relative, title } = role;
  if (isAnybodys(role)) {
    // Whoever happens to be next in the whole company would be a poor choice.
    const person = assigned?.get(name);
    const may =
      person !== undefined &&
      !inside.has(person) &&
      (await people.holds(person, name, owned));
    return may
      ? { role: name, people: [person] }
      : {
          role: name,
          people: [],
          problem: `Anybody outside the owning group may decide as ${title}; assign somebody who knows services like this one.`,
        };
  }
  const holders = await people.holders(name, owned);
  if (holders.length === 0) {
    return {
      role: name,
      people: [],
      problem:
        relative === 'owner'
          ? 'The owning group has no members.'
          : `Nobody holds the role ${title}; name its holders in a Roles document.`,
    };
  }
  if (relative === 'owner') return { role: name, people: holders };
  const free = holders.filter(holder => !inside.has(holder));
  const problem =
    free.length === 0
      ? `Everybody who holds the role ${title} asked for the review or belongs to the owning group.`
      : undefined;
  return { role: name, people: free, problem };
}

const spoken =
  'Whoever could be asked has decided for another role of this review already; somebody else is needed.';

/** Nobody decides for two roles: those who may take a part, without who has decided for another one. */
export function withoutSpoken(
  found: RoleCandidates,
  roles: readonly StoredRole[],
): RoleCandidates {
  const people = found.people.filter(
    person => !otherDecisionOf(person, found.role, roles),
  );
  return people.length === 0 && found.people.length > 0
    ? { ...found, people, problem: spoken }
    : { ...found, people };
}

/** Who has which part. */
export function assignedIn(roles: readonly StoredRole[]): Map<string, string> {
  return new Map(
    roles.flatMap(({ assignee, role }) =>
      assignee ? [[role, assignee] as const] : [],
    ),
  );
}

/**
 * Gives every undecided role without a fitting assignee to the next in
 * rotation; answers those roles that differ from before.
 */
export async function rotate(
  tx: Knex,
  whole: Pick<WholeReview, 'roles'>,
  options: {
    candidates: ReadonlyMap<string, RoleCandidates>;
    now: number;
    promisedBy: number;
  },
): Promise<StoredRole[]> {
  const { candidates, now, promisedBy } = options;
  const loads = await loadsOf(
    tx,
    [...candidates.values()].flatMap(({ people }) => people),
  );
  const busy = new Set(whole.roles.flatMap(({ assignee }) => assignee ?? []));
  const changed: StoredRole[] = [];
  for (const role of whole.roles) {
    const known = candidates.get(role.role);
    if (!known || role.decision) continue;
    const { people, problem } = withoutSpoken(known, whole.roles);
    if (role.assignee && people.includes(role.assignee)) continue;
    const assignee = nextOf(people, { busy, loads });
    if (assignee) busy.add(assignee);
    if (assignee === role.assignee && problem === role.problem) continue;
    changed.push({
      ...role,
      assignee,
      assignedAt: assignee ? now : undefined,
      promisedBy: assignee ? promisedBy : role.promisedBy,
      problem,
    });
  }
  return changed;
}

/** What rotation goes by of a person. */
export type Load = Omit<Candidate, 'busyHere'>;

/** What rotation goes by, by person. */
export type Loads = ReadonlyMap<string, Load>;

/** Who of several people is next. */
export function nextOf(
  people: readonly string[],
  { busy, loads }: { busy: ReadonlySet<string>; loads: Loads },
): string | undefined {
  return nextReviewer(
    people.map(person => ({
      ...(loads.get(person) ?? { person, open: 0 }),
      busyHere: busy.has(person),
    })),
  );
}

/**
 * When each was last asked for anything, and how much of it is not done: parts,
 * and sections that were handed on; two statements.
 */
export async function loadsOf(
  tx: Knex,
  people: readonly string[],
): Promise<Map<string, Load>> {
  const some = [...new Set(people)].slice(0, 900);
  const parts: LoadRow[] = await tx('review_roles')
    .join('reviews', 'reviews.id', 'review_roles.review_id')
    .whereIn('assignee', some)
    .groupBy('assignee')
    .select(
      'assignee',
      tx.raw('max(assigned_at) as last'),
      tx.raw(
        `sum(case when decision is null and reviews.open_key is not null then 1 else 0 end) as open`,
      ),
    );
  const sections: LoadRow[] = await tx('review_sign_offs')
    .join('reviews', 'reviews.id', 'review_sign_offs.review_id')
    .whereIn('assignee', some)
    .whereIn('review_sign_offs.state', unsignedStates)
    .whereIn('reviews.state', [...waitingReviewStates, ...holdingReviewStates])
    .groupBy('assignee')
    .select(
      'assignee',
      tx.raw('max(assigned_at) as last'),
      tx.raw('count(*) as open'),
    );
  const loads = new Map<string, Load>();
  for (const { assignee, last, open } of [...parts, ...sections]) {
    const known = loads.get(assignee);
    loads.set(assignee, {
      person: assignee,
      lastAssigned: Math.max(known?.lastAssigned ?? 0, Number(last)),
      open: (known?.open ?? 0) + Number(open),
    });
  }
  return loads;
}

interface LoadRow {
  assignee: string;
  last: string | number | null;
  open: string | number;
}

/** When the next answer is promised: the earliest among undecided roles. */
export function nextPromise(roles: readonly StoredRole[]): number | undefined {
  const promised = roles.flatMap(({ decision, promisedBy }) =>
    decision || promisedBy === undefined ? [] : promisedBy,
  );
  return promised.length > 0 ? Math.min(...promised) : undefined;
}
