import type { Task } from '@gold-layer/backstage-plugin-common';
import type { Checklists } from '../checklists/Checklists';
import { sectionsAsking } from '../judge';
import type { StoredReview } from '../records';
import { signReason } from '../steps/signWords';
import { about } from './about';
import type { ReviewTaskStore, Seeker } from './ReviewTaskStore';

interface Sources {
  checklists: Checklists;
  store: ReviewTaskStore;
}

/**
 * Sections that wait for somebody's signature, and those of their own reviews
 * for which nobody is asked: whoever looks after the service has to find one.
 */
export async function signOffTasks(
  seeker: Seeker,
  sources: Sources,
): Promise<Task[]> {
  const [asked, unasked] = await Promise.all([
    sources.store.signOffs(seeker),
    sources.store.unasked(seeker),
  ]);
  const titles = await titlesOf([...asked, ...unasked], sources);
  const tasks: Task[] = [];
  for (const { handedOn, review, section, state } of asked) {
    const title = titles.get(keyOf(review, section));
    if (title === undefined || state === 'signed') continue;
    tasks.push({
      ...about(review, `sign ${section}`),
      kind: 'section-sign-off',
      title: `Sign '${title}'`,
      reason: signReason({ handedOn, state }),
      target: { type: 'review', id: review.id, section },
    });
  }
  for (const { problem, review, section } of unasked) {
    const title = titles.get(keyOf(review, section));
    if (title === undefined) continue;
    tasks.push({
      ...about(review, `find who signs ${section}`),
      kind: 'section-sign-off',
      title: `Find somebody to sign '${title}'`,
      reason: problem,
      target: { type: 'review', id: review.id, section },
    });
  }
  return tasks;
}

/** Titles of sections; without those that ask nothing of the service, as nobody has to sign them. */
async function titlesOf(
  found: readonly { review: StoredReview }[],
  { checklists, store }: Sources,
): Promise<ReadonlyMap<string, string>> {
  const reviews = new Map(found.map(({ review }) => [review.id, review]));
  const applying = await store.applying([...reviews.keys()]);
  const titles = new Map<string, string>();
  for (const review of reviews.values()) {
    const checklist = await checklists.pinned(review);
    const asking = sectionsAsking(checklist, applying.get(review.id));
    for (const { id, title } of checklist.document.spec.sections) {
      if (asking.has(id)) titles.set(keyOf(review, id), title);
    }
  }
  return titles;
}

function keyOf({ id }: StoredReview, section: string): string {
  return `${id} ${section}`;
}
