/**
 * Whether two fact names cannot both exist: they are the same, or one is the
 * beginning of the other, so that in `facts.build.coverage` nobody could tell
 * the fact from the group of facts below it.
 */
export function factNamesClash(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
