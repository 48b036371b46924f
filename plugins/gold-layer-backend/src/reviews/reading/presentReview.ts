import {
  endOf,
  isWaitingReview,
  Person,
  Review,
  ReviewSection,
  Role,
  reviewProgress,
  sectionRole,
  tierRaise,
} from '@gold-layer/backstage-plugin-common';
import type { LoadedDefinition } from '../../definitions';
import { Authority, decidingRolesOf } from '../authority';
import type { StandingControl } from '../judge';
import type { StoredComment, StoredRole, WholeReview } from '../records';
import type { DeskCall } from '../ReviewDesk';
import { presentControl } from './presentControl';
import { presentSignOff, presentUnsigned } from './presentSignOff';
import { ifIso, personIn, presentSummary, toIso } from './presentSummary';

/** What a review is shown from, besides what is stored of it. */
export interface PresentParts {
  call: DeskCall;
  comments: StoredComment[];
  controls: StandingControl[];
  authority: Authority;
  /** The version of its checklist that is in force. */
  inForce?: Pick<LoadedDefinition<unknown>, 'hash' | 'version'>;
  people: ReadonlyMap<string, Person>;
  role(name: string): Role;
}

/** A review, whole, as one caller sees it. */
export function presentReview(whole: WholeReview, parts: PresentParts): Review {
  const { authority, call, comments, controls, inForce, people } = parts;
  const { review } = whole;
  const reviewers = whole.roles.flatMap(({ assignee }) => assignee ?? []);
  return {
    ...presentSummary(review, {
      people,
      reviewers,
      serviceExists: call.service !== undefined,
      now: call.now,
    }),
    progress: reviewProgress(controls),
    version: review.version,
    sections: presentSections(whole, parts),
    comments: comments.map(({ author, at, mentions, ...comment }) => ({
      ...comment,
      author: personIn(people, author),
      at: toIso(at),
      mentions: mentions.map(ref => personIn(people, ref)),
    })),
    decisions: presentRoles(whole, parts),
    conditions: whole.conditions.map(({ id, title, owner, due, done }) => ({
      id,
      title,
      owner: personIn(people, owner),
      due,
      done: done && {
        by: personIn(people, done.by),
        at: toIso(done.at),
        note: done.note,
      },
      overdue: !done && endOf(due) <= call.now,
    })),
    upgradeTo:
      inForce && inForce.hash !== review.checklistHash
        ? inForce.version
        : undefined,
    checklistGone: inForce === undefined,
    tierRaised:
      call.service && isWaitingReview(review.state)
        ? tierRaise(review.tier, call.service.tier)
        : undefined,
    ...authority,
    supersedes: review.supersedes,
    supersededBy: review.supersededBy,
  };
}

function presentSections(
  whole: WholeReview,
  { call, controls, people, role }: PresentParts,
): ReviewSection[] {
  const deciding = decidingRolesOf(whole, call);
  return call.checklist.document.spec.sections.flatMap(section => {
    const mine = controls.filter(
      ({ compiled }) => compiled.section.id === section.id,
    );
    if (mine.length === 0) return [];
    const signOff = whole.signOffs.find(each => each.section === section.id);
    const reviewer = sectionRole(section, deciding);
    return [
      {
        section: section.id,
        title: section.title,
        description: section.description,
        reviewer: { role: reviewer, title: role(reviewer).title },
        signOff: signOff && presentSignOff(signOff, people),
        ...(isWaitingReview(whole.review.state)
          ? presentUnsigned(signOff, people)
          : {}),
        controls: mine.map(control => presentControl(control, people)),
      },
    ];
  });
}

function presentRoles(
  whole: WholeReview,
  { call, people, role }: PresentParts,
): Review['decisions'] {
  const stored: StoredRole[] =
    whole.roles.length > 0
      ? whole.roles
      : decidingRolesOf(whole, call).map((name, position) => ({
          role: name,
          position,
        }));
  return stored.map(each => ({
    role: each.role,
    title: role(each.role).title,
    assignee: each.assignee ? personIn(people, each.assignee) : undefined,
    promisedBy: ifIso(each.promisedBy),
    decision: each.decision,
    by: each.by ? personIn(people, each.by) : undefined,
    at: ifIso(each.at),
    comment: each.comment,
    problem: each.problem,
  }));
}
