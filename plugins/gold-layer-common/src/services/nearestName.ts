/** Number of single-character edits between two words (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/**
 * The candidate most like the given name, ignoring case; undefined when even
 * the best would need to change more than half of it.
 */
export function nearestName(
  name: string,
  candidates: readonly string[],
): string | undefined {
  // Long input is never a typing slip, and the distance costs length squared.
  if (name.length > 80) return undefined;
  const wanted = name.toLocaleLowerCase('en-US');
  const [best] = candidates
    .map(candidate => ({
      candidate,
      distance: editDistance(wanted, candidate.toLocaleLowerCase('en-US')),
    }))
    .sort((a, b) => a.distance - b.distance);
  if (!best) return undefined;
  const longest = Math.max(name.length, best.candidate.length);
  return best.distance <= longest / 2 ? best.candidate : undefined;
}
