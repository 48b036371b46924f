/** Entities were read from the catalog, but could not be stored; its message says which ones, and why. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
}
