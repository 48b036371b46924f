import { chance } from '../measurements/valueOn';
import type { Promised } from './openSlo';
import type { SloStory, ToldIncident } from './sloStories';

const minuteMs = 60_000;
const dayMinutes = 1440;

/** Good and total of an interval. Times are milliseconds since 1970. */
export interface ToldInterval {
  from: number;
  to: number;
  good: number;
  total: number;
}

/** Which intervals are told. */
export interface Telling {
  from: number;
  to: number;
  stepMinutes: number;
  /** The moment from which incidents are counted back; without it there were none. */
  firstTold?: number;
}

/**
 * What a service's pipeline counted, interval by interval: the same however
 * often it is told. An interval without requests is told, too: it was measured.
 */
export function intervalsOf(
  story: SloStory,
  promised: Promised,
  telling: Telling,
): ToldInterval[] {
  const { stepMinutes } = telling;
  const stepMs = stepMinutes * minuteMs;
  const told: ToldInterval[] = [];
  for (let from = telling.from; from + stepMs <= telling.to; from += stepMs) {
    let bad = 0;
    let total = 0;
    for (let time = from; time < from + stepMs; time += minuteMs) {
      const requests = requestsIn(story, time);
      const down = incidentAt(story, time, telling);
      const share =
        promised === 'answered'
          ? (down?.share ?? story.failing)
          : (down?.share ?? 0) / 2 + story.slow;
      total += requests;
      bad += requests * share;
    }
    const counted = Math.min(
      total,
      wholeNumber(bad, `${story.name} ${promised} ${from}`),
    );
    told.push({ from, to: from + stepMs, good: total - counted, total });
  }
  return told;
}

/** When an incident began. */
export function beginOf(incident: ToldIncident, firstTold: number): number {
  const [hours, minutes] = incident.at.split(':').map(Number);
  const midnight = Math.floor(firstTold / (dayMinutes * minuteMs)) * dayMinutes;
  return (
    (midnight - incident.daysAgo * dayMinutes + hours * 60 + minutes) * minuteMs
  );
}

/** Busy by day, quiet by night, and a little different every minute. */
function requestsIn({ name, traffic }: SloStory, time: number): number {
  const minute = Math.floor(time / minuteMs);
  const phase = Math.sin(
    ((minute % dayMinutes) / dayMinutes - 0.3) * 2 * Math.PI,
  );
  const level =
    traffic.night + (traffic.peak - traffic.night) * (0.5 + phase / 2);
  // A quarter of an hour shares its noise: hashing every minute takes too long.
  const noise = chance(`${name} ${Math.floor(minute / 15)}`);
  return Math.round(level * (0.9 + 0.2 * noise));
}

function incidentAt(
  { incidents }: SloStory,
  time: number,
  { firstTold }: Telling,
): ToldIncident | undefined {
  if (firstTold === undefined) return undefined;
  return incidents.find(incident => {
    const begin = beginOf(incident, firstTold);
    return time >= begin && time < begin + incident.minutes * minuteMs;
  });
}

/** The number, or the next higher one as often as it is nearer. */
function wholeNumber(amount: number, subject: string): number {
  const whole = Math.floor(amount);
  return whole + (chance(subject) < amount - whole ? 1 : 0);
}
