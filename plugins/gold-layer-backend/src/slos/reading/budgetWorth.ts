import {
  budgetMinutes,
  eventsLeft,
  SloNumbers,
  SloSpec,
  windowMinutes,
} from '@gold-layer/backstage-plugin-common';
import type { SloStatus } from '../records';

/** What a budget is worth: minutes of full outage, and events that may still fail. Slices are no events. */
export function budgetWorth(
  { objective, method, window, sli }: SloSpec,
  status: Pick<SloStatus, 'bad' | 'total'> | undefined,
  now: Date,
): Pick<SloNumbers, 'budgetMinutes' | 'eventsLeft'> {
  const counts =
    method === 'Occurrences' && (sli.kind === 'ratio' || sli.kind === 'pushed');
  return {
    budgetMinutes: budgetMinutes({
      objective,
      minutes: windowMinutes(window, now),
    }),
    eventsLeft:
      counts && status
        ? eventsLeft({ bad: status.bad, total: status.total, objective })
        : undefined,
  };
}
