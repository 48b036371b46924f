/**
 * Changes what an address says: a key is left out where its value is empty.
 * Whatever changes leads back to the first page of a list.
 */
export function changeAddress(
  search: URLSearchParams,
  changes: Record<string, string | boolean | readonly string[] | undefined>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key);
    for (const item of [value].flat()) {
      if (item) next.append(key, String(item));
    }
  }
  return next;
}
