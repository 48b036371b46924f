import type { Presence } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { personIn, toIso } from '../reading/presentSummary';
import type { ReviewDesk } from '../ReviewDesk';

/** Somebody who has not been heard of for this long has left. */
const awayMs = 45_000;

/** Says that the caller has a review open; answers who else has, and the review's version. */
export async function reportPresence(
  desk: ReviewDesk,
  id: string,
  { control }: { control?: string },
  options: { credentials: Caller },
): Promise<{ items: Presence[]; version: number }> {
  const { actor, now, review } = await desk.forReading(id, options);
  const { people, store } = desk.options;
  const present = await store.present(
    id,
    { person: actor.ref, control, at: now },
    now - awayMs,
  );
  const titles = await people.describe(present.map(({ person }) => person));
  return {
    version: review.version,
    items: present.map(({ person, control: where, at }) => ({
      person: personIn(titles, person),
      control: where,
      at: toIso(at),
    })),
  };
}
