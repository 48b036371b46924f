import type { KeyboardEvent } from 'react';

/** Keeps Enter within a field that has a use for it: the form around is not submitted by it. */
export function keepEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}
