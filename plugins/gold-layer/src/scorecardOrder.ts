/** The scorecard that answers "is it ready?"; screens start from it where it is in force. */
export const leadingScorecard = 'gold-standard';

/** Results with those of the leading scorecard first, the others as they came. */
export function leadingFirst<T extends { scorecard: string }>(items: T[]): T[] {
  return [
    ...items.filter(({ scorecard }) => scorecard === leadingScorecard),
    ...items.filter(({ scorecard }) => scorecard !== leadingScorecard),
  ];
}

/** Orders scorecards by pass rate, lowest first; one that applies to nothing comes last. */
export function lowestPassRateFirst(
  a: { passRate?: number; title: string },
  b: { passRate?: number; title: string },
): number {
  return (
    (a.passRate ?? 2) - (b.passRate ?? 2) || a.title.localeCompare(b.title)
  );
}
