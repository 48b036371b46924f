import { act } from '@testing-library/react';

/** An answer that is on its way until it is let go. */
export function slow<T>(answer: T) {
  let arrive = (_: T) => {};
  const answered = new Promise<T>(resolve => {
    arrive = resolve;
  });
  return {
    answered,
    /** Ends when everything has happened that comes of the answer at once. */
    letGo: () =>
      act(async () => {
        arrive(answer);
        await new Promise(done => {
          setTimeout(done, 0);
        });
      }),
  };
}
