import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Checklists } from '../checklists/Checklists';
import type { Expectations } from './Expectations';
import type { ReviewRefresh } from './ReviewRefresh';
import type { Rounds } from './Rounds';
import type { SectionRounds } from './SectionRounds';

/** What {@link scheduleReviews} works with. */
export interface ScheduleReviewsOptions {
  checklists: Checklists;
  expectations: Expectations;
  refresh: ReviewRefresh;
  rounds: Rounds;
  sections: SectionRounds;
  scheduler: SchedulerService;
}

/** Every service is looked at anew this often, in case a change was missed. */
const wholeRoundMs = 60 * 60 * 1000;

/** Schedules what has to happen to reviews as time passes. */
export async function scheduleReviews(
  options: ScheduleReviewsOptions,
): Promise<void> {
  const { checklists, expectations, refresh, rounds, scheduler, sections } =
    options;
  await scheduler.scheduleTask({
    id: 'reviews-watch',
    scope: 'global',
    // What changes is looked at within a second; this finds what time alone changes.
    frequency: { minutes: 15 },
    initialDelay: { minutes: 2 },
    timeout: { minutes: 30 },
    fn: async signal => {
      await refresh.refreshAll({ signal });
      await rounds.remind();
      await rounds.reassign();
      await sections.handOn();
      await rounds.tidy();
    },
  });
  // A checklist that changed may expect reviews of other services.
  let seen = '';
  await scheduler.scheduleTask({
    id: 'reviews-expectations',
    scope: 'global',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 30 },
    timeout: { minutes: 15 },
    fn: async signal => {
      const hashes = checklists.definitions().map(({ hash }) => hash);
      const state = `${hashes} ${Math.floor(Date.now() / wholeRoundMs)}`;
      if (state === seen) return;
      await expectations.refreshAll(signal);
      seen = state;
    },
  });
}
