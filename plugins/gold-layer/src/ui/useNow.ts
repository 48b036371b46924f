import { useEffect, useReducer } from 'react';

/** Ages are told in minutes; half of one keeps them true. */
const everyMs = 30_000;

/**
 * The time in milliseconds, for what is told by its age. Draws again by itself:
 * an answer that brings nothing new draws nothing, and ages would stand still.
 */
export function useNow(): number {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const timer = setInterval(drawAgain, everyMs);
    return () => clearInterval(timer);
  }, []);
  return Date.now();
}
