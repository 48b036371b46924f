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

/** Sends the same request again and again, one at a time, and reports the distribution. */
export async function measure(
  request: (round: number) => Promise<Response>,
  options: { rounds: number; warmUp?: number },
): Promise<Timing> {
  const times: number[] = [];
  let bytes = 0;
  let failures = 0;
  const warmUp = options.warmUp ?? 20;
  for (let round = 0; round < warmUp + options.rounds; round++) {
    const start = performance.now();
    const response = await request(round);
    const body = await response.arrayBuffer();
    const elapsed = performance.now() - start;
    if (!response.ok) {
      failures += 1;
      if (failures <= tolerated) continue;
      throw new Error(
        `${response.status} from ${response.url}: ${Buffer.from(body).toString().slice(0, 500)}`,
      );
    }
    bytes = body.byteLength;
    if (round >= warmUp) times.push(elapsed);
  }
  return { ...distribution(times), bytes, failures };
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
