import { isUnknown } from './UnknownService';

/** A pushed fact must change the level before one reaches for the reload button; an unchanged answer costs a 304. */
export const liveInterval = 4_000;
/** The record changes when the catalog does, and a card is one of many things on its page. */
export const calmInterval = 30_000;

/** How soon a card asks again: often while its service is not known yet, as somebody waits for it. */
export function cardInterval(query: {
  state: { data: unknown; error: Error | null };
}): number {
  return isUnknown(query.state) ? liveInterval : calmInterval;
}
