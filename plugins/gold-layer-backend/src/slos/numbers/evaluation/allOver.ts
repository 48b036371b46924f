/** Waits until all are over, and only then throws what the first of those that failed did: nothing goes on unseen. */
export async function allOver(
  work: readonly Promise<unknown>[],
): Promise<void> {
  for (const each of await Promise.allSettled(work)) {
    if (each.status === 'rejected') throw each.reason;
  }
}
