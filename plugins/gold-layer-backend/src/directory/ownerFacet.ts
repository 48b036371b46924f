/** What is known of who owns how much. */
export interface OwnedServices {
  /** Services with one owner, counted by it. */
  single: { owner: string; count: number }[];
  /** Owners of services that have several. */
  several: { owner: string; service: string }[];
  /** The groups above each owner, itself included. */
  above: ReadonlyMap<string, string[]>;
}

/**
 * How many services each owner has. A group counts what the filter by it
 * finds: its own and those of all groups below it, each service once.
 */
export function countByOwner(owned: OwnedServices): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (owner: string, count: number) =>
    counts.set(owner, (counts.get(owner) ?? 0) + count);
  const lineOf = (owner: string) => owned.above.get(owner) ?? [owner];

  for (const { owner, count } of owned.single) {
    for (const each of lineOf(owner)) add(each, count);
  }
  const lines = new Map<string, Set<string>>();
  for (const { owner, service } of owned.several) {
    const line = lines.get(service) ?? new Set();
    lineOf(owner).forEach(each => line.add(each));
    lines.set(service, line);
  }
  for (const line of lines.values()) {
    for (const each of line) add(each, 1);
  }
  return counts;
}
