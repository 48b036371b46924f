import type { PendingEdit } from './pendingEdit';

/** Changed fields by what they belong to. */
export type Changes<F extends object> = ReadonlyMap<string, Partial<F>>;

/**
 * What is to be kept for all of a person's tabs together: what this tab has
 * unsent, and what others have put beside it. What this tab wrote before and
 * has no longer is done with, unless another tab has changed it since.
 *
 * Where two tabs have changed different parts of one thing, the older version
 * seen stands for both: the backend then finds the newer one, and nothing is
 * overwritten unseen.
 */
export function mergeEdits<F extends object>(
  own: readonly PendingEdit<F>[],
  kept: readonly PendingEdit<F>[],
  written: Changes<F>,
): PendingEdit<F>[] {
  const mine = new Map(own.map(edit => [edit.key, edit]));
  const merged = kept.flatMap(edit => {
    const mineNow = mine.get(edit.key);
    mine.delete(edit.key);
    const theirs = without(edit.change, written.get(edit.key));
    if (Object.keys(theirs).length === 0) return mineNow ?? [];
    if (!mineNow) return { ...edit, change: theirs };
    const older = edit.version < mineNow.version ? edit : mineNow;
    return { ...older, change: { ...theirs, ...mineNow.change } };
  });
  return [...merged, ...mine.values()];
}

/** The fields that hold something else than what was written into them. */
function without<F extends object>(
  change: Partial<F>,
  written: Partial<F> = {},
): Partial<F> {
  const left = { ...change };
  for (const name of Object.keys(written) as (keyof F)[]) {
    if (JSON.stringify(left[name]) === JSON.stringify(written[name])) {
      delete left[name];
    }
  }
  return left;
}
