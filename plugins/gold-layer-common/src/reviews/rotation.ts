/** Somebody who could take a role's part. */
export interface Candidate {
  person: string;
  /** Milliseconds; absent: never. */
  lastAssigned?: number;
  /** Undecided assignments. */
  open: number;
  /** Already has another role's part in this review. */
  busyHere: boolean;
}

/**
 * Who is next: not somebody who already has a part in this review if it can be
 * helped, then who was assigned longest ago, then who has least to do.
 */
export function nextReviewer(
  candidates: readonly Candidate[],
): string | undefined {
  const [next] = [...candidates].sort(
    (a, b) =>
      Number(a.busyHere) - Number(b.busyHere) ||
      (a.lastAssigned ?? 0) - (b.lastAssigned ?? 0) ||
      a.open - b.open ||
      (a.person < b.person ? -1 : 1),
  );
  return next?.person;
}
