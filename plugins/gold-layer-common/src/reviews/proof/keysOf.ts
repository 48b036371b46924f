import { canonicalJson } from '../canonicalJson';

/** Values by what they say, to tell whether another says the same. */
export function keysOf(values: readonly object[]): ReadonlySet<string> {
  return new Set(values.map(value => canonicalJson(value)));
}
