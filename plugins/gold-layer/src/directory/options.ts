import {
  checkStates,
  ownershipGapKinds,
  sourceStates,
  type ScorecardSummary,
  type SourceState,
} from '@gold-layer/backstage-plugin-common';
import { gapWords, goldWords, stateWords, type Option } from '../ui';

/** Levels of a scorecard from the ground up, and what stands on none. */
export function levelOptions(
  scorecard: ScorecardSummary | undefined,
): Option[] {
  if (!scorecard) return [];
  const levels = [...scorecard.levels]
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank);
  const ground = scorecard.levels.find(({ rank }) => rank === 0);
  return [
    { value: 'none', title: 'No level yet', count: ground?.services },
    ...levels.map(({ level, title, services }) => ({
      value: level,
      title,
      count: services,
    })),
    { value: 'unscored', title: 'Not scored' },
  ];
}

/** States of a check, worst first. */
export const stateOptions: Option[] = checkStates.map(value => ({
  value,
  title: stateWords[value],
}));

const sourceStateWords: Record<SourceState, string> = {
  failed: 'Failed when last asked',
  stale: 'Some facts are stale',
  missing: 'No facts from it',
  fresh: 'All facts are fresh',
};

/** What a source of facts knows of a service, worst first. */
export const sourceStateOptions: Option[] = sourceStates.map(value => ({
  value,
  title: sourceStateWords[value],
}));

/** Gaps of ownership. */
export const gapOptions: Option[] = [
  { value: 'any', title: 'Any gap' },
  ...ownershipGapKinds.map(value => ({ value, title: gapWords[value] })),
];

/** Answers to "should this be Gold?". */
export const goldOptions: Option[] = Object.entries(goldWords).map(
  ([value, title]) => ({ value, title }),
);
