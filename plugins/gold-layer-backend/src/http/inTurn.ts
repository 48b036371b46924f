import { letOthersGoFirst } from './letOthersGoFirst';

let last: Promise<void> = Promise.resolve();

/**
 * Runs a small piece of background work once the pieces before it are over and
 * requests have had their turn. Kinds of work that each left a gap of their
 * own would fill each other's gaps, and people would wait for all of them.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const before = last;
  let end = () => {};
  last = new Promise(resolve => {
    end = resolve;
  });
  await before;
  try {
    await letOthersGoFirst();
    return await work();
  } finally {
    end();
  }
}
