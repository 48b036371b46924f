/** The first item of each owner, then the second of each, and so on; else as they came. Whoever has many leaves some for the others. */
export function inTurns<T>(
  items: readonly T[],
  ownerOf: (item: T) => string,
): T[] {
  const seen = new Map<string, number>();
  const turns: T[][] = [];
  for (const item of items) {
    const owner = ownerOf(item);
    const turn = seen.get(owner) ?? 0;
    seen.set(owner, turn + 1);
    (turns[turn] ??= []).push(item);
  }
  return turns.flat();
}
