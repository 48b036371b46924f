/** SLOs so many in a row that naming them one by one costs more than passing over the few between. */
const denseShare = 0.3;

/**
 * A condition on the column `num` for a set of SLOs, as SQL. Numbers only, so
 * nothing needs binding; SLOs are numbered one after the other, so that most
 * sets are a range.
 */
export function numsIn(nums: readonly number[], column = 'num'): string {
  if (nums.length === 0) return '1 = 0';
  const least = Math.min(...nums);
  const most = Math.max(...nums);
  return nums.length / (most - least + 1) >= denseShare
    ? `${column} between ${least} and ${most}`
    : `${column} in (${nums.join(', ')})`;
}
