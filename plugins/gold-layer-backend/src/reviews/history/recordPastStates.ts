import type { FactStore } from '../../facts';
import type { PastStates } from './ReviewImporter';

const dayMs = 24 * 60 * 60 * 1000;

/** Trends look back this far; of what was before, only how it stood then is kept. */
const daysKept = 90;

/** Since when the past states of reviews that are taken over are recorded. */
export function pastStatesSince(now = Date.now()): Date {
  return new Date(now - daysKept * dayMs);
}

/**
 * Records in the history of facts how reviews stood before the portal, so that
 * levels of the past, which rest on them, can be worked out.
 */
export function recordPastStates(options: {
  store: Pick<FactStore, 'record'>;
  now(): number;
}): PastStates {
  return async (service, states) => {
    const floor = pastStatesSince(options.now()).getTime();
    const recent = states.filter(
      ({ at }, index) =>
        at >= floor || (states[index + 1]?.at ?? Infinity) > floor,
    );
    await options.store.record(
      recent.map(({ at, purpose, state }) => ({
        service,
        fact: `review.${purpose}.state`,
        value: state,
        source: 'reviews',
        collectedAt: new Date(Math.max(at, floor)),
        history: true,
      })),
    );
  };
}
