import type { ControlStanding } from './controlStanding';
import type { ReviewProgress } from './review';

/** One control as far as counting goes. */
export interface CountedControl extends ControlStanding {
  blocking: boolean;
  drift?: string;
}

/** Counts of a review's controls. */
export function reviewProgress(
  controls: readonly CountedControl[],
): ReviewProgress {
  const count = (test: (control: CountedControl) => boolean) =>
    controls.filter(test).length;
  return {
    controls: controls.length,
    answered: count(({ answer }) => answer !== undefined),
    automatic: count(({ source }) => source === 'automatic'),
    blocking: count(standsInTheWay),
    drifted: count(({ drift }) => drift !== undefined),
    driftedBlocking: count(
      ({ blocking, drift }) => blocking && drift !== undefined,
    ),
  };
}

/** Whether a control keeps the review from being approved. */
export function standsInTheWay(control: CountedControl): boolean {
  const { blocking, open } = control;
  return (
    open?.weight === 'stops' ||
    (blocking && open !== undefined && open.weight === 'asks')
  );
}
