import { verifyReviewExport } from '@gold-layer/backstage-plugin-common';
import { sha256 } from '../store/hash';
import type { reviewsOverHttp } from './reviewsOverHttp';

type World = Pick<
  Awaited<ReturnType<typeof reviewsOverHttp>>,
  'addService' | 'as' | 'complete' | 'give' | 'start' | 'step'
>;

/** For tests: what decides for a role. */
export const approve = (role: string) => ({ role, decision: 'approved' });

/** For tests: ways to walk one review and to look at it. */
export function oneReview(world: World, id: string) {
  const { as, step } = world;
  const entries = async (): Promise<{ event: string; text: string }[]> => {
    const { body } = await as('ann').get(`/reviews/${id}/log`).expect(200);
    return body.items;
  };
  return {
    id,
    /** A step that is taken. */
    async done(name: string, path: string, body: object = {}): Promise<void> {
      const answer = await step(name, id, path, body);
      if (!answer.ok) throw new Error(JSON.stringify(answer.body.error));
    },
    /** What the log says of one kind of event. */
    async log(event: string): Promise<string[]> {
      const all = await entries();
      return all.flatMap(entry => (entry.event === event ? entry.text : []));
    },
    /** All that the log says. */
    async events(): Promise<string[]> {
      return (await entries()).map(({ event, text }) => `${event}: ${text}`);
    },
    /** What is wrong with the review as it would be exported now. */
    async wrong(): Promise<string[]> {
      const { body } = await as('sam').get(`/reviews/${id}/export`).expect(200);
      return (await verifyReviewExport(body, { sha256 })).problems;
    },
  };
}

/** For tests: a review of a service that all controls are answered of, before it is handed in. */
export async function completeReview(
  world: World,
  service: { name?: string; tier?: 'critical' | 'important' | 'standard' } = {},
) {
  const { name = 'checkout', tier } = service;
  const ref = await world.addService(name, { tier });
  await world.give(ref, 'test.owned', true);
  const id = await world.start(ref);
  await world.complete(id);
  return { service: ref, ...oneReview(world, id) };
}
