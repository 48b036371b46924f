/** Times of one measurement in milliseconds. */
export interface Timing {
  p50: number;
  p95: number;
  samples: number;
  /** Size of the last answer. */
  bytes: number;
  /** Requests that failed and are left out. */
  failures: number;
}

/** More failures than this and the measurement is void. */
const tolerated = 3;

type Send = (round: number) => Promise<Response>;

/** Sends the same request again and again, one at a time, and reports the distribution. */
export async function measure(
  request: Send,
  options: { rounds: number; warmUp?: number },
): Promise<Timing> {
  const [timing] = await measureInTurn([request], options);
  return timing;
}

/** Measures requests in turn, so that whatever else the machine does meanwhile weighs on all of them alike. */
export async function measureInTurn(
  requests: Send[],
  options: { rounds: number; warmUp?: number },
): Promise<Timing[]> {
  const warmUp = options.warmUp ?? 20;
  const measured = requests.map(request => ({
    request,
    times: [] as number[],
    bytes: 0,
    failures: 0,
  }));
  for (let round = 0; round < warmUp + options.rounds; round++) {
    for (const each of measured) {
      const start = performance.now();
      const response = await each.request(round);
      const body = await response.arrayBuffer();
      const elapsed = performance.now() - start;
      if (response.ok) {
        each.bytes = body.byteLength;
        if (round >= warmUp) each.times.push(elapsed);
      } else if (++each.failures > tolerated) {
        throw new Error(
          `${response.status} from ${response.url}: ${Buffer.from(body).toString().slice(0, 500)}`,
        );
      }
    }
  }
  return measured.map(({ times, bytes, failures }) => ({
    ...distribution(times),
    bytes,
    failures,
  }));
}

/** Median and 95th percentile of times in milliseconds. */
export function distribution(
  times: number[],
): Omit<Timing, 'bytes' | 'failures'> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), samples: sorted.length };
}
