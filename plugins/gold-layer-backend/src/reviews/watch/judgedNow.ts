import type { Owned } from '../../people';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { StoredReview } from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import { insideOf } from '../steps/assignRoles';
import type { CandidatePeople } from '../steps/rememberPeople';
import type { Said } from '../store/ReviewStore';

/** A review with what was said in it, and what decides who may judge it now. */
export interface JudgedReview extends Said {
  review: StoredReview;
  checklist: CompiledChecklist;
  owned: Owned;
  /** Everybody in the groups that own the service now. */
  inside: ReadonlySet<string>;
}

/**
 * Reads who may judge some reviews now, in a few statements; leaves out those
 * that nobody can work on, as their service or their checklist's text is gone.
 */
export async function judgedNow(
  desk: ReviewDesk,
  reviews: StoredReview[],
  people: CandidatePeople,
): Promise<JudgedReview[]> {
  const { checklists, services, store } = desk.options;
  const said = await store.saidIn(reviews.map(({ id }) => id));
  const found = await services.findAll([
    ...new Set(reviews.map(({ service }) => service)),
  ]);
  const owners = await desk.ownersOf(found);
  const judged: JudgedReview[] = [];
  for (const review of reviews) {
    const owned = owners.get(review.service);
    const spoken = said.get(review.id);
    // The look at all reviews warns of texts that are gone.
    const checklist = await checklists.pinned(review).catch(() => undefined);
    if (!owned || !spoken || spoken.roles.length === 0 || !checklist) continue;
    const inside = await insideOf(owned, people);
    judged.push({ ...spoken, review, checklist, owned, inside });
  }
  return judged;
}
