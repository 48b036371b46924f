import {
  type ScorecardChange,
  type ServiceScorecard,
  checkStates,
} from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';
import { levelWords, stateWords } from '../ui';

/** Changes of one day. */
export interface ChangeDay {
  day: string;
  changes: ScorecardChange[];
}

/** Changes by day in the reader's zone, in the order in which they came. */
export function byDay(changes: ScorecardChange[]): ChangeDay[] {
  const days = new Map<string, ScorecardChange[]>();
  for (const change of changes) {
    const day = DateTime.fromISO(change.at, { locale: 'en-US' }).toLocaleString(
      DateTime.DATE_FULL,
    );
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return [...days].map(([day, ofDay]) => ({ day, changes: ofDay }));
}

/** What a change went from or to: a level or a state of a check. */
export function changeValue(
  change: ScorecardChange,
  options: { value?: string; scorecard?: ServiceScorecard },
): string {
  const { value, scorecard } = options;
  if (value === undefined) return 'Not scored before';
  if (change.check) {
    const state = checkStates.find(each => each === value);
    return state ? stateWords[state] : value;
  }
  const level = scorecard?.levels.find(({ name }) => name === value);
  return levelWords(value, level?.title);
}
