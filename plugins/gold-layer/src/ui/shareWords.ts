/**
 * A share with as many digits as it needs to be told from 0: `31%`, `0.4%`.
 * Unless it is to be rounded otherwise it is rounded to what is nearest, but
 * never to 0 nor up to 100%.
 */
export function shareWords(share: number | undefined, round = nearest): string {
  if (share === undefined) return 'Not measured';
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  // Below ten per cent a tenth matters.
  const digits = Math.abs(percent) < 10 ? 10 : 1;
  const exact = percent * digits;
  // What arithmetic adds to a whole number, or takes from it, is no reason to round.
  const whole = Math.round(exact);
  const shown = Math.abs(exact - whole) < 1e-9 ? whole : round(exact, digits);
  return `${(shown / digits).toLocaleString('en-US')}%`;
}

function nearest(value: number, digits: number): number {
  const whole = Math.round(value);
  // Tenths end below ten per cent.
  return digits === 1 && value < 100 ? Math.min(99, whole) : whole;
}
