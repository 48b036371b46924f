/** That one group stands above another, or is it. */
export interface Ancestry {
  ancestor: string;
  descendant: string;
  /** 0 for itself, 1 for a child, and so on. */
  distance: number;
}

/**
 * Every group with all that stand above it, itself included. Where parents run
 * in a circle each group of the circle stands above the others once. A parent
 * that is not among the groups ends the walk.
 */
export function groupClosure(
  parents: ReadonlyMap<string, string | undefined>,
): Ancestry[] {
  const closure: Ancestry[] = [];
  for (const descendant of parents.keys()) {
    const seen = new Set<string>();
    let ancestor: string | undefined = descendant;
    while (ancestor && parents.has(ancestor) && !seen.has(ancestor)) {
      closure.push({ ancestor, descendant, distance: seen.size });
      seen.add(ancestor);
      ancestor = parents.get(ancestor);
    }
  }
  return closure;
}
