/** Asks again and again until what is found is there. */
export async function until<T>(
  ask: () => Promise<T>,
  isThere: (found: T) => boolean,
): Promise<T> {
  const found = await ask();
  if (isThere(found)) return found;
  await new Promise(resolve => setTimeout(resolve, 50));
  return until(ask, isThere);
}
