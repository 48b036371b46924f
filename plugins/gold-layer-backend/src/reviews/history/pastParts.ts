import {
  isOpenReview,
  overallDecision,
  PastReview,
  ReviewState,
  SectionDocument,
  sectionRole,
} from '@gold-layer/backstage-plugin-common';
import { uuidOf } from '../../history';
import type {
  StoredComment,
  StoredCondition,
  StoredRole,
  StoredSignOff,
} from '../records';

const hourMs = 60 * 60 * 1000;

/** The state that follows from what is told; whether an approval still holds is left to the watch. */
export function pastState(past: PastReview, deciding: string[]): ReviewState {
  if (past.withdrawn) return 'withdrawn';
  const spoken = new Map(
    past.decisions.map(each => [each.role, each.decision]),
  );
  const overall = overallDecision(deciding.map(role => spoken.get(role)));
  if (overall) return overall;
  if (past.submittedAt === undefined) return 'draft';
  if (past.signOffs.some(({ state }) => state === 'changes-requested')) {
    return 'changes-requested';
  }
  const begun = past.signOffs.length > 0 || past.decisions.length > 0;
  return begun ? 'in-review' : 'submitted';
}

/** When it was decided, if the whole was. */
export function decidedAt(
  past: PastReview,
  state: ReviewState,
): number | undefined {
  if (isOpenReview(state) || state === 'withdrawn') return undefined;
  return Math.max(...past.decisions.map(({ at }) => Date.parse(at)));
}

/** The roles that decide, with what was said. */
export function pastRoles(
  past: PastReview,
  deciding: string[],
  promisedHours: number,
): StoredRole[] {
  if (past.submittedAt === undefined) return [];
  const submitted = Date.parse(past.submittedAt);
  return deciding.map((role, position) => {
    const word = past.decisions.find(each => each.role === role);
    const assignee = past.assigned[role] ?? word?.by;
    return {
      role,
      position,
      assignee,
      assignedAt: assignee ? submitted : undefined,
      promisedBy: word ? undefined : submitted + promisedHours * hourMs,
      decision: word?.decision,
      by: word?.by,
      at: word && Date.parse(word.at),
      comment: word?.comment,
    };
  });
}

/** What was said on sections; as in the portal, the approval of a role signs those on which nothing was said. */
export function pastSignOffs(
  { decisions, signOffs }: PastReview,
  sections: readonly SectionDocument[],
  deciding: readonly string[],
): StoredSignOff[] {
  const told = signOffs.map(({ at, ...rest }) => ({
    ...rest,
    at: Date.parse(at),
  }));
  const known = new Set(told.map(({ section }) => section));
  const withDecision = sections.flatMap((section): StoredSignOff[] => {
    const word = decisions.find(
      ({ role }) => role === sectionRole(section, deciding),
    );
    if (!word || word.decision === 'rejected' || known.has(section.id)) {
      return [];
    }
    return [
      {
        section: section.id,
        state: 'signed',
        by: word.by,
        at: Date.parse(word.at),
        comment: 'With the decision.',
      },
    ];
  });
  return [...told, ...withDecision];
}

export function pastComments(
  { comments }: PastReview,
  review: string,
): StoredComment[] {
  return comments.map(({ at, by, ...rest }, index) => ({
    ...rest,
    id: uuidOf(`${review} comment ${index}`),
    author: by,
    at: Date.parse(at),
    mentions: [],
  }));
}

export function pastConditions(
  { decisions }: PastReview,
  review: string,
): StoredCondition[] {
  return decisions.flatMap(({ role, conditions }) =>
    conditions.map(({ done, ...rest }, index) => ({
      ...rest,
      id: uuidOf(`${review} ${role} condition ${index}`),
      role,
      position: index,
      done: done && { ...done, at: Date.parse(done.at) },
    })),
  );
}
