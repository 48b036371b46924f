import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { completeReview } from './oneReview';
import { reviewsOverHttp } from './reviewsOverHttp';

/** For tests: a review that ann has handed in, and ways to walk it and to look at who signs its sections. */
export async function submittedReview(database: Knex) {
  const world = await reviewsOverHttp(database);
  const review = await completeReview(world);
  const { done, id, service } = review;
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
    ...review,
    reasonsOf,
    record,
    sectionOf,
    signOffs,
    signsOf,
  };
}
