import { remainingBudget } from './budget';
import { CountedBucket, sumBuckets } from './buckets';
import { budgetOf } from './objective';
import type { Forecast } from './slo';
import type { SloWindow } from './spec';
import type { BurnRates } from './state';
import { isAbove } from './tolerance';
import { windowBounds, windowMinutes } from './window';
import { grouped, zonedMoment } from './words';

/** What a forecast is made from. */
export interface ForecastBasis {
  now: Date;
  window: SloWindow;
  objective: string;
  /** Buckets of the present window, without excluded time; hourly ones do. */
  buckets: CountedBucket[];
}

const hourMs = 3_600_000;
const sliceMinutes = 5;

/**
 * What is to come:
 * - when a frozen budget thaws if nothing bad happens from now on: what failed
 *   leaves a rolling window hour by hour; a calendar period begins anew at its end at the latest
 * - when the budget is used up at the burn of the last six hours (of the last
 *   hour where those were not measured), or that this is not within the window
 *
 * Traffic is taken to go on as it was on average.
 */
export function forecastBudget(
  options: ForecastBasis & {
    burn: BurnRates;
    remaining?: number;
    frozen: boolean;
    thawAbove: number;
  },
): Forecast {
  const { window, remaining, frozen, thawAbove } = options;
  if (remaining === undefined) return {};
  const zone = window.kind === 'calendar' ? window.timeZone : 'UTC';
  if (frozen) {
    const thawsAt = firstHour(options, 0, left => isAbove(left, thawAbove));
    if (!thawsAt) return {};
    return {
      thawsAt: thawsAt.toISOString(),
      sentence: `If nothing fails, the freeze ends on ${zonedMoment(thawsAt, zone)}.`,
    };
  }
  const burn = presentBurn(options.burn);
  if (burn === undefined || !isAbove(burn, 0) || !isAbove(remaining, 0)) {
    return {};
  }
  const hours = options.burn['6h'] === undefined ? 'hour' : '6 hours';
  const pace = `at the burn of the last ${hours} (${grouped(burn)} times what is allowed)`;
  const exhaustedAt = firstHour(options, burn, left => !isAbove(left, 0));
  if (exhaustedAt) {
    return {
      exhaustedAt: exhaustedAt.toISOString(),
      sentence: `Used up on ${zonedMoment(exhaustedAt, zone)}, ${pace}.`,
    };
  }
  // Where nobody asks for anything there is no course that could end well.
  return firstHour(options, burn, () => true)
    ? { sentence: `Not used up within the window, ${pace}.` }
    : {};
}

/** What will be left, hour by hour up to the end of the window, at a burn that goes on; at 0 nothing bad happens any more. */
export function forecastPoints(
  options: ForecastBasis & { burn?: number; points?: number },
): { at: string; remaining: number }[] {
  const { burn = 0, points = 60 } = options;
  const all = [...course(options, burn)];
  const every = Math.max(1, Math.ceil(all.length / points));
  return all
    .filter((_, index) => index % every === 0 || index === all.length - 1)
    .map(({ at, remaining }) => ({
      at: new Date(at).toISOString(),
      remaining,
    }));
}

/** How fast a budget burns now: over the last six hours, or the last hour where those were not measured. */
export function presentBurn(burn: BurnRates): number | undefined {
  return burn['6h'] ?? burn['1h'];
}

/**
 * Whether the present burn, gone on with for the length of a window, would use
 * up what remains: below that nothing can run out, as no more is spent than is there.
 */
export function wouldRunOut(numbers: {
  burn: BurnRates;
  remaining?: number;
}): boolean {
  const { burn, remaining } = numbers;
  return remaining !== undefined && (presentBurn(burn) ?? 0) >= remaining;
}

function firstHour(
  basis: ForecastBasis,
  burn: number,
  reached: (remaining: number) => boolean,
): Date | undefined {
  for (const { at, remaining } of course(basis, burn)) {
    if (reached(remaining)) return new Date(at);
  }
  return undefined;
}

/** What is left at each full hour from now on. Yields nothing where nobody asks for anything. */
function* course(
  { now, window, objective, buckets }: ForecastBasis,
  burn: number,
): Generator<{ at: number; remaining: number }> {
  const lengthMs = windowMinutes(window, now) * 60_000;
  const { end } = windowBounds(window, now);
  const rolling = window.kind === 'rolling';
  const last = rolling ? now.getTime() + lengthMs : end.getTime();
  const sum = sumBuckets(buckets);
  const perMs =
    sum.covered > 0 ? sum.total / (sum.covered * sliceMinutes * 60_000) : 0;
  if (!(perMs > 0)) return;
  const leaving = [...buckets].sort((a, b) => a.start - b.start);
  let next = 0;
  let at = Math.ceil(now.getTime() / hourMs) * hourMs;
  for (; at < last + hourMs; at += hourMs) {
    const moment = Math.min(at, last);
    while (rolling && next < leaving.length) {
      const bucket = leaving[next];
      if (bucket.start + bucket.minutes * 60_000 > moment - lengthMs) break;
      sum.bad -= bucket.bad;
      sum.total -= bucket.total;
      next += 1;
    }
    if (!rolling && moment >= last) {
      yield { at: last, remaining: 1 };
      return;
    }
    const more = perMs * (moment - now.getTime());
    const remaining = remainingBudget({
      bad: Math.max(0, sum.bad) + more * burn * budgetOf(objective),
      total: sum.total + more,
      objective,
    });
    if (remaining !== undefined) yield { at: moment, remaining };
  }
}
