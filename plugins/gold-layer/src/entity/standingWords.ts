import {
  nextRung,
  type ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import { count, levelWords } from '../ui';

/** The level held, as a title and a rank. */
export function levelHeld({ standing, levels }: ServiceScorecard) {
  const level = levels.find(({ name }) => name === standing.level);
  return { level: standing.level, title: level?.title, rank: standing.rank };
}

/** `2 checks to Silver`, or that there is no way further up. */
export function distanceInWords({
  standing,
  levels,
}: ServiceScorecard): string {
  const { toNext, applicable, rank } = standing;
  if (applicable === 0) return 'No check applies yet';
  if (toNext === undefined) {
    return levels.some(level => level.rank > rank)
      ? 'No check of a higher level applies'
      : 'Highest level reached';
  }
  const next = nextRung(levels, rank);
  const goal = next ? levelWords(next.name, next.title) : 'the next level';
  return `${count(toNext, 'check')} to ${goal}`;
}
