import { mockCredentials } from '@backstage/backend-test-utils';
import { verifyReviewExport } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { sha256 } from '../store/hash';
import { reviewsOverHttp } from './reviewsOverHttp';

/** For tests: a review that ann has handed in, and ways to walk it and to look at who signs its sections. */
export async function submittedReview(database: Knex) {
  const world = await reviewsOverHttp(database);
  const service = await world.addService('checkout');
  await world.give(service, 'test.owned', true);
  const id = await world.start(service);
  await world.complete(id);
  const done = async (
    name: string,
    path: string,
    body: object = {},
  ): Promise<void> => {
    const answer = await world.step(name, id, path, body);
    if (!answer.ok) throw new Error(JSON.stringify(answer.body.error));
  };
  const log = async (event: string): Promise<string[]> => {
    const { body } = await world.as('ann').get(`/reviews/${id}/log`);
    return body.items.flatMap((entry: { event: string; text: string }) =>
      entry.event === event ? entry.text : [],
    );
  };
  /** What is wrong with the review as it would be exported now. */
  const wrong = async (): Promise<string[]> => {
    const { body } = await world.as('sam').get(`/reviews/${id}/export`);
    return (await verifyReviewExport(body, { sha256 })).problems;
  };
  const signOffs = async () =>
    Object.fromEntries(
      (await world.as('sam').review(id)).sections.map(
        ({ section, signOff }) => [
          section,
          signOff && `${signOff.state} by ${signOff.by.title}`,
        ],
      ),
    );
  const tasksOf = async (name: string) => {
    const ref = `user:default/${name}`;
    const tasks = await world.reviews.tasks.tasksOf(
      { ref, title: name, isUser: true },
      { credentials: mockCredentials.user(ref) },
    );
    return tasks.filter(({ kind }) => kind === 'section-sign-off');
  };
  const signsOf = async (name: string) =>
    (await tasksOf(name)).map(({ title }) => title).sort();
  const reasonsOf = async (name: string) =>
    (await tasksOf(name)).map(({ reason }) => reason);
  const sectionOf = async (name: string) =>
    (await world.as('sam').review(id)).sections.find(
      ({ section }) => section === name,
    );
  /** Changes what the service's owners say of it. */
  const record = (values: object) =>
    world
      .database('services')
      .where('ref', service)
      .update({ record: JSON.stringify(values) });
  await done('ann', 'submission');
  return {
    ...world,
    done,
    id,
    log,
    reasonsOf,
    record,
    sectionOf,
    service,
    signOffs,
    signsOf,
    wrong,
  };
}
