import type { FactStore } from '../../facts';
import type { ReviewState } from '@gold-layer/backstage-plugin-common';
import type { PastStates } from './ReviewImporter';

const dayMs = 24 * 60 * 60 * 1000;

/** Trends look back this far; of what was before, only how it stood then is kept. */
const daysKept = 90;

const holding: readonly unknown[] = [
  'approved',
  'conditionally-approved',
] satisfies ReviewState[];

/** Since when the past states of reviews that are taken over are recorded. */
export function pastStatesSince(now = Date.now()): Date {
  return new Date(now - daysKept * dayMs);
}

/**
 * Records in the history of facts how reviews stood before the portal, so that
 * levels of the past, which rest on them, can be worked out. As today, what
 * holds comes before what is under way: it stands until the next one holds.
 */
export function recordPastStates(options: {
  store: Pick<FactStore, 'factsAt' | 'record'>;
  now(): number;
}): PastStates {
  return async (service, states) => {
    const floor = pastStatesSince(options.now()).getTime();
    const recent = states.filter(
      ({ at }, index) =>
        at >= floor || (states[index + 1]?.at ?? Infinity) > floor,
    );
    const first = recent.at(0);
    if (!first) return;
    const known = await options.store.factsAt(
      [service],
      new Date(Math.max(first.at, floor)),
    );
    const fact = `review.${first.purpose}.state`;
    const stood = known.get(service)?.find(each => each.fact === fact)?.value;
    const told = holding.includes(stood)
      ? recent.filter(({ state }) => holding.includes(state))
      : recent;
    await options.store.record(
      told.map(({ at, purpose, state }) => ({
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
