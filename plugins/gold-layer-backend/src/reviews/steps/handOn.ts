import type { Notice } from '../../notices/Notices';
import type { People } from '../../people';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { StoredReview, StoredRole } from '../records';
import type { ReviewChange } from '../store/ReviewChange';
import { nextPromise, RoleCandidates, rotate } from './assignRoles';
import { nameOf, noticeAbout } from './reviewNotices';

const hourMs = 60 * 60 * 1000;

/** Until when an answer is promised that is asked for now, in milliseconds. */
export function promiseFrom(
  now: number,
  { document }: Pick<CompiledChecklist, 'document'>,
): number {
  return now + document.spec.promisedHours * hourMs;
}

/**
 * Gives undecided parts without a fitting assignee to those who are next, who
 * have all the time that is promised, each with an entry in the log.
 *
 * @returns the parts that changed
 */
export async function handOn(
  change: ReviewChange,
  options: {
    candidates: ReadonlyMap<string, RoleCandidates>;
    now: number;
    promisedBy: number;
  },
): Promise<StoredRole[]> {
  const before = new Map(
    change.whole.roles.map(({ assignee, role }) => [role, assignee]),
  );
  const moved = await rotate(change.tx, change.whole, options);
  await change.saveRoles(moved);
  for (const part of moved) {
    const { role, assignee, problem } = part;
    const from = before.get(role);
    change.note({
      event: 'assigned',
      text: movedText(part, from),
      detail: { role, from, to: assignee, problem },
    });
  }
  change.set({ promisedBy: nextPromise(change.whole.roles) });
  return moved;
}

function movedText(
  { assignee, problem, role }: StoredRole,
  from: string | undefined,
): string {
  if (!from && !assignee) {
    return `Nobody can take the part of ${role}${problem ? `: ${problem}` : ''}`;
  }
  const reason = from ? `, as ${from} may not decide for it any more` : '';
  return `${role} went from ${from ?? 'nobody'} to ${assignee ?? 'nobody'}${reason}`;
}

/** Tells those who have parts that they wait for them. */
export function askedNotices(
  review: StoredReview,
  asked: readonly StoredRole[],
  people: Pick<People, 'role'>,
): Notice[] {
  return asked.map(({ assignee, role }) =>
    noticeAbout(review, {
      to: [assignee],
      title: `${nameOf(review)} waits for your decision`,
      description: `You decide for ${people.role(role).title} now.`,
      about: `assigned ${role}`,
    }),
  );
}
