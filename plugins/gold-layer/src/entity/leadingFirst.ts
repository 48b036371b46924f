import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';

/** The scorecard that answers "is it ready?" where it is in force; the overview speaks of it too. */
const leading = 'gold-standard';

/** Scorecards with the leading one first, the others as they came. */
export function leadingFirst(items: ServiceScorecard[]): ServiceScorecard[] {
  return [
    ...items.filter(({ scorecard }) => scorecard === leading),
    ...items.filter(({ scorecard }) => scorecard !== leading),
  ];
}
