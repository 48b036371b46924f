/** What a counter does for some minutes. */
export type Stretch =
  | { minutes: number; perMinute: number }
  /** Not scraped. */
  | { minutes: number; missing: true }
  /** Its process starts anew. */
  | 'restart';

/** A counter from 0 on, as promtool writes samples, one a minute or more. */
export function counter(stretches: Stretch[], samplesPerMinute = 1): string {
  let value = 0;
  const pieces = ['0'];
  for (const stretch of stretches) {
    if (stretch === 'restart') {
      value = 0;
      continue;
    }
    const samples = stretch.minutes * samplesPerMinute;
    if ('missing' in stretch) {
      pieces.push(`_x${samples}`);
      continue;
    }
    const step = stretch.perMinute / samplesPerMinute;
    pieces.push(`${value + step}+${step}x${samples - 1}`);
    value += step * samples;
  }
  return pieces.join(' ');
}

/** A counter that rises evenly. */
export const steady = (perMinute: number, minutes = 60) =>
  counter([{ minutes, perMinute }]);

/** Minutes of an undisturbed time that fills the windows of all pages. */
const quietMinutes = 6 * 60;

/** A moment some minutes after the undisturbed time. */
export const after = (minutes: number) => `${quietMinutes + minutes}m`;

/** Series of requests: those that worked and those that failed. */
export const worked = 'requests_total{job="shop",code="200"}';
/** Series of requests that failed. */
export const failed = 'requests_total{job="shop",code="500"}';

/** A hundred requests a minute, after six quiet hours with this many failing in each stretch. */
export function traffic(
  stretches: { minutes: number; failing: number }[],
): Record<string, string> {
  const all = [{ minutes: quietMinutes, failing: 0 }, ...stretches];
  return {
    [worked]: counter(
      all.map(it => ({ minutes: it.minutes, perMinute: 100 - it.failing })),
    ),
    [failed]: counter(
      all.map(it => ({ minutes: it.minutes, perMinute: it.failing })),
    ),
  };
}
