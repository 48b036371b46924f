import type { StoredComment, StoredReview, WholeReview } from '../records';

/** Refs of everybody whom a review names. */
export function peopleIn(
  whole: WholeReview,
  comments: readonly StoredComment[] = [],
): Set<string> {
  const refs = [
    ...peopleOf(whole.review),
    ...[...whole.answers.values()].flatMap(answer => [
      answer.confirmed?.by,
      answer.disputed?.by,
      answer.updatedBy,
    ]),
    ...whole.evidence.map(({ addedBy }) => addedBy),
    ...whole.signOffs.flatMap(({ assignee, by }) => [assignee, by]),
    ...whole.roles.flatMap(({ assignee, by }) => [assignee, by]),
    ...whole.conditions.flatMap(({ owner, done }) => [owner, done?.by]),
    ...comments.flatMap(({ author, mentions }) => [author, ...mentions]),
  ];
  return new Set(refs.flatMap(ref => ref ?? []));
}

/** Refs of those whom the review itself names. */
export function peopleOf({ owner, requestedBy }: StoredReview): string[] {
  return owner ? [requestedBy, owner] : [requestedBy];
}
