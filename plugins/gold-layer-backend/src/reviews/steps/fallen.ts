import {
  DutyBar,
  dutyBar,
  endOf,
  SectionDocument,
  sectionRole,
} from '@gold-layer/backstage-plugin-common';
import type { People } from '../../people';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { StoredRole, StoredSignOff, WholeReview } from '../records';
import type { ReviewChange } from '../store/ReviewChange';

/** What who may judge a review depends on, besides the review; read before its transaction begins. */
export interface Duties {
  checklist: Pick<CompiledChecklist, 'document'>;
  /** Everybody in the groups that own the service now. */
  inside: ReadonlySet<string>;
  people: Pick<People, 'role'>;
}

/** What people said who might judge the review when they did, and may no longer. */
export interface Fallen {
  decisions: { role: StoredRole; bar: DutyBar }[];
  signOffs: { signOff: StoredSignOff; bar: DutyBar }[];
}

/**
 * Decisions and signatures that count no longer: duties are checked when they
 * are given, but the service may go to the team of whoever gave them, and
 * whoever gave them may hand the review in later.
 */
export function fallenIn(
  {
    review,
    roles,
    signOffs,
  }: Pick<WholeReview, 'review' | 'roles' | 'signOffs'>,
  { checklist, inside, people }: Duties,
): Fallen {
  const barOf = (person: string, as: readonly string[]) =>
    dutyBar({
      person,
      requestedBy: review.requestedBy,
      submitters: review.submitters,
      memberOfOwner: inside.has(person),
      ownersRole: as.some(name => people.role(name).relative === 'owner'),
    });
  const deciding = roles.map(({ role }) => role);
  const { sections } = checklist.document.spec;
  return {
    decisions: roles.flatMap(role => {
      const bar =
        role.decision && role.by ? barOf(role.by, [role.role]) : undefined;
      return bar ? { role, bar } : [];
    }),
    signOffs: signOffs.flatMap(signOff => {
      const section = sections.find(({ id }) => id === signOff.section);
      // What was asked for goes on waiting, whoever asked for it.
      if (signOff.state !== 'signed' || !section) return [];
      const as = [section.reviewer, sectionRole(section, deciding)];
      const bar = barOf(signOff.by, as);
      return bar ? { signOff, bar } : [];
    }),
  };
}

const reasons: Record<DutyBar, string> = {
  requester: 'they asked for the review',
  submitter: 'they handed the review in',
  owner: 'they belong to the group that owns the service now',
};

/**
 * Takes back what counts no longer, each with an entry in the log.
 *
 * @returns the roles that have to decide again
 */
export async function dropFallen(
  change: ReviewChange,
  { promisedBy, ...duties }: Duties & { promisedBy: number },
): Promise<string[]> {
  const { decisions, signOffs } = fallenIn(change.whole, duties);
  for (const { role, bar } of decisions) {
    change.note({
      event: 'decision-dropped',
      text: `The decision of ${role.by} for ${role.role} no longer counts, as ${reasons[bar]}`,
      detail: { role: role.role, by: role.by, decision: role.decision, bar },
    });
    await takeBack(change, role, promisedBy);
  }
  const { sections } = duties.checklist.document.spec;
  for (const { signOff, bar } of signOffs) {
    const section = sections.find(({ id }) => id === signOff.section);
    if (!section) continue;
    change.note({
      event: 'sign-off-dropped',
      text: `The signature of ${signOff.by} under '${section.title}' no longer counts, as ${reasons[bar]}`,
      detail: { section: section.id, by: signOff.by, bar },
    });
    await takeBackSignature(change, signOff, section);
  }
  return decisions.map(({ role }) => role.role);
}

/** A section whose role has decided waits to be signed again; the others are signed with the decision that is missing. */
export async function takeBackSignature(
  change: ReviewChange,
  signOff: StoredSignOff,
  section: SectionDocument,
): Promise<void> {
  const { roles } = change.whole;
  const signs = sectionRole(
    section,
    roles.map(({ role }) => role),
  );
  if (roles.some(({ decision, role }) => role === signs && !decision)) {
    await change.removeSignOff(section.id);
  } else {
    await change.saveSignOff({ ...signOff, state: 'stale' });
  }
}

/**
 * Takes back approvals on a condition whose day passed before the review was
 * approved: nobody could say that it was met, and now it can be met no longer.
 *
 * @returns the roles that have to decide again
 */
export async function dropOverdue(
  change: ReviewChange,
  { now, promisedBy }: { now: number; promisedBy: number },
): Promise<string[]> {
  const dropped: string[] = [];
  for (const role of [...change.whole.roles]) {
    const late = change.whole.conditions.find(
      ({ done, due, role: asker }) =>
        asker === role.role && !done && endOf(due) <= now,
    );
    if (!late || !role.decision) continue;
    change.note({
      event: 'decision-dropped',
      text: `The decision of ${role.by} for ${role.role} no longer counts, as the day of its condition '${late.title}' passed before the approval`,
      detail: {
        role: role.role,
        by: role.by,
        decision: role.decision,
        condition: late.id,
      },
    });
    await takeBack(change, role, promisedBy);
    dropped.push(role.role);
  }
  return dropped;
}

/** The role has to decide again, and its conditions go with what it said. */
export async function takeBack(
  change: ReviewChange,
  { assignee, assignedAt, position, role }: StoredRole,
  promisedBy?: number,
): Promise<void> {
  await change.removeConditions(role);
  await change.saveRoles([
    { role, position, assignee, assignedAt, promisedBy },
  ]);
}
