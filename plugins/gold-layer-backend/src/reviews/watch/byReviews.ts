import { AsyncLocalStorage } from 'node:async_hooks';

const publishing = new AsyncLocalStorage<true>();

/** Does something of which the watch knows that reviews themselves brought it about. */
export function byReviews<T>(work: () => Promise<T>): Promise<T> {
  return publishing.run(true, work);
}

/** Whether what happens now was brought about by reviews themselves. */
export function isByReviews(): boolean {
  return publishing.getStore() === true;
}
