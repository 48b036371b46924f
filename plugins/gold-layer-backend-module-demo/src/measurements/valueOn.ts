import type { FactValue } from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';
import type { ToldValue } from './story';

const dayMs = 86_400_000;

/** Days since 1970, in UTC. */
export function dayOf(time: Date): number {
  return Math.floor(time.getTime() / dayMs);
}

/**
 * When a day's measurement is taken: in the last hours of the day before, so
 * that it is never in the future. The same for the same subject every time.
 */
export function timeOn(day: number, subject: string): Date {
  return new Date(day * dayMs - Math.floor(chance(subject) * 5 * 3_600_000));
}

/**
 * The value on a day, the same however often it is asked for.
 *
 * @param told - the value as told in the story
 * @param options - the day, the day from which moments of the story are
 *   counted, and what the value is about
 */
export function valueOn(
  told: ToldValue,
  options: { day: number; firstTold: number; subject: string },
): FactValue {
  if (typeof told !== 'object') return told;
  const { day, firstTold, subject } = options;
  if ('about' in told) {
    const swing = 2 * chance(`${subject} ${day}`) - 1;
    return Number((told.about + swing * told.give).toPrecision(4));
  }
  const moment = (on: number) => timeOn(on, subject).toISOString();
  if ('daysAgo' in told) return moment(firstTold - told.daysAgo);
  if ('daysAhead' in told) return moment(firstTold + told.daysAhead);
  const shift = Math.floor(chance(`${subject} turn`) * told.every);
  return moment(day - ((day + shift) % told.every));
}

/** A number from 0 up to 1 that depends on the words alone. */
export function chance(words: string): number {
  return createHash('md5').update(words).digest().readUInt32BE(0) / 2 ** 32;
}
