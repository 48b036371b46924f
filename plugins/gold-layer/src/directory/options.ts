import {
  checkStates,
  ownershipGapKinds,
  type ScorecardSummary,
  type ServiceFacets,
  type ShownTier,
} from '@gold-layer/backstage-plugin-common';
import { gapWords, goldWords, stateWords, tierWords } from '../ui';
import type { Option } from './Choice';

type Facet = ServiceFacets[keyof ServiceFacets];

/** Choices of a filter as the backend counts them. */
export function fromFacet(facet: Facet | undefined): Option[] {
  return (facet ?? []).map(({ value, title, count }) => ({
    value,
    title: title ?? nameOf(value),
    count,
  }));
}

/** Tiers in their order, with their counts. */
export function tierOptions(facet: Facet | undefined): Option[] {
  const counts = new Map(facet?.map(({ value, count }) => [value, count]));
  return (Object.keys(tierWords) as ShownTier[]).map(tier => ({
    value: tier,
    title: tierWords[tier],
    count: counts.get(tier),
  }));
}

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

/** Gaps of ownership. */
export const gapOptions: Option[] = [
  { value: 'any', title: 'Any gap' },
  ...ownershipGapKinds.map(value => ({ value, title: gapWords[value] })),
];

/** Answers to "should this be Gold?". */
export const goldOptions: Option[] = Object.entries(goldWords).map(
  ([value, title]) => ({ value, title }),
);

/** The last part of an entity ref; anything else as it is. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
