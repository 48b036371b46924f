/** A duration as OpenSLO writes it: a whole number and one letter. */
export interface Shorthand {
  count: number;
  unit: keyof typeof unitMinutes;
}

/** Minutes of each letter; m is minutes, M is months (taken as 30 days), Q 90 days, Y 365. */
const unitMinutes = {
  m: 1,
  h: 60,
  d: 1440,
  w: 7 * 1440,
  M: 30 * 1440,
  Q: 90 * 1440,
  Y: 365 * 1440,
} as const;

const shorthand = /^([1-9]\d{0,6})([mhdwMQY])$/;

function isUnit(letter: string): letter is Shorthand['unit'] {
  return Object.hasOwn(unitMinutes, letter);
}

/** Reads `28d`, `1M` and the like; undefined where it is none. */
export function parseShorthand(text: string): Shorthand | undefined {
  const [, count, unit] = shorthand.exec(text) ?? [];
  return unit && isUnit(unit) ? { count: Number(count), unit } : undefined;
}

/** Length in minutes; months count 30 days, quarters 90, years 365. */
export function shorthandMinutes({ count, unit }: Shorthand): number {
  return count * unitMinutes[unit];
}

/** The shortest way to write so many minutes, without months, quarters and years. */
export function writeShorthand(minutes: number): string {
  for (const unit of ['d', 'h'] as const) {
    if (minutes % unitMinutes[unit] === 0) {
      return `${minutes / unitMinutes[unit]}${unit}`;
    }
  }
  return `${minutes}m`;
}
