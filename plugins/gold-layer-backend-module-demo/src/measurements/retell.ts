import type { FactValue } from '@gold-layer/backstage-plugin-common';
import type { ToldChapter, ToldFacts } from './story';
import { dayOf, timeOn, valueOn } from './valueOn';

/** One value measured at one time. */
export interface Measurement {
  fact: string;
  value: FactValue;
  collectedAt: Date;
}

/** How often numbers are sampled in the past; a week is fine enough for a trend of ninety days. */
const sampledEveryDays = 7;

/**
 * What was measured of a service before today, oldest first: once a week, and
 * on the days around each turn of the story.
 */
export function retell(
  service: string,
  options: { story: ToldChapter[]; now: Date },
): Measurement[] {
  const { story, now } = options;
  const today = dayOf(now);
  return story.flatMap((chapter, index) => {
    const from = today - chapter.daysAgo;
    const until = today - (story[index + 1]?.daysAgo ?? 0);
    return sampleDays(from, until).flatMap(day =>
      measure(service, { facts: chapter.facts, day, firstTold: today }),
    );
  });
}

/**
 * What is measured of a service today, however long ago its story was first
 * told; what was told once and stays true is left out.
 */
export function measureToday(
  service: string,
  options: { story: ToldChapter[]; now: Date },
): Measurement[] {
  const { story, now } = options;
  const day = dayOf(now);
  const { facts } = story[story.length - 1];
  const recurring = Object.entries(facts).filter(
    ([, told]) =>
      typeof told !== 'object' || 'about' in told || 'every' in told,
  );
  return measure(service, {
    facts: Object.fromEntries(recurring),
    day,
    firstTold: day,
  });
}

function sampleDays(from: number, until: number): number[] {
  const days: number[] = [];
  for (let day = from; day < until; day += sampledEveryDays) days.push(day);
  if (until > from && days[days.length - 1] !== until - 1) days.push(until - 1);
  return days;
}

function measure(
  service: string,
  options: { facts: ToldFacts; day: number; firstTold: number },
): Measurement[] {
  const { facts, day, firstTold } = options;
  return Object.entries(facts).map(([fact, told]) => {
    const subject = `${service} ${fact}`;
    return {
      fact,
      value: valueOn(told, { day, firstTold, subject }),
      collectedAt: timeOn(day, subject),
    };
  });
}
