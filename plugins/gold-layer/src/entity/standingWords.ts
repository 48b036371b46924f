import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import { count, levelWords } from '../ui';

/** The level held, as a title and a rank. */
export function levelHeld({ standing, levels }: ServiceScorecard) {
  const level = levels.find(({ name }) => name === standing.level);
  return { level: standing.level, title: level?.title, rank: standing.rank };
}

/** The level after the one held; absent at the top. */
export function nextLevel({ standing, levels }: ServiceScorecard) {
  return levels.find(({ rank }) => rank === standing.rank + 1);
}

/** `2 checks to Silver`, or that the top is reached. */
export function distanceInWords(scorecard: ServiceScorecard): string {
  const next = nextLevel(scorecard);
  const { toNext, applicable } = scorecard.standing;
  if (applicable === 0) return 'No check applies yet';
  if (!next || toNext === undefined) return 'Highest level reached';
  return `${count(toNext, 'check')} to ${levelWords(next.name, next.title)}`;
}
