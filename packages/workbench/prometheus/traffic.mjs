// What the simulated services live through, minute by minute. Everything
// follows from the time alone, so that history and present fit together.

const minuteMs = 60_000;
const dayMin = 1440;

/** A number from 0 to 1 that is always the same for the same seed. */
function chance(seed) {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

/** Busy by day, quiet by night, with some noise. */
function daily(minute, { peak, night }) {
  const phase = Math.sin(((minute % dayMin) / dayMin - 0.3) * 2 * Math.PI);
  const level = night + (peak - night) * (0.5 + phase / 2);
  return level * (0.9 + 0.2 * chance(minute));
}

/** `share` of all requests fail for `minutes` from so many days before today, at an hour. */
const outage = (daysAgo, hour, minutes, share) => ({
  daysAgo,
  hour,
  minutes,
  share,
});

/**
 * Requests a minute, failures among them, and the share slower than 300 ms.
 * Outages are counted back from the day `today`, so that there is always
 * something to see.
 */
export const services = {
  doorbell: {
    rate: { peak: 900, night: 120 },
    failing: 0.0002,
    slow: 0.004,
    outages: [outage(3, 9, 25, 0.35), outage(12, 16, 12, 0.5)],
  },
  'label-printer': {
    rate: { peak: 240, night: 20 },
    failing: 0.0004,
    slow: 0.02,
    outages: [outage(1, 13, 90, 0.4), outage(6, 10, 40, 0.6)],
  },
  'address-book': {
    rate: { peak: 1500, night: 300 },
    // It never fails, so its series of failures does not exist.
    failing: 0,
    slow: 0.001,
    outages: [],
  },
};

/** Upper bounds of the latency buckets, in seconds, and the share of fast requests below each. */
export const buckets = [
  ['0.05', 0.55],
  ['0.1', 0.85],
  ['0.3', 1],
];

/** What one service sees in the minute that ends at a time. */
export function minuteOf(name, time, today) {
  const { rate, failing, slow, outages } = services[name];
  const minute = Math.floor(time / minuteMs);
  const total = Math.round(daily(minute, rate));
  const midnight = Math.floor(today / (dayMin * minuteMs)) * dayMin;
  const down = outages.find(({ daysAgo, hour, minutes, ...told }) => {
    const from = told.from ?? midnight - daysAgo * dayMin + hour * 60;
    return minute > from && minute <= from + minutes;
  });
  const expected = total * (down?.share ?? failing);
  const bad =
    Math.floor(expected) + (chance(minute + 7) < expected % 1 ? 1 : 0);
  const late = Math.round((total - bad) * slow);
  return { total, bad, late };
}

/** Counters of one service that have seen the minutes so far. */
export class Counters {
  constructor(name) {
    this.name = name;
    this.ok = 0;
    this.bad = 0;
    this.fast = 0;
  }

  see({ total, bad, late }) {
    this.ok += total - bad;
    this.bad += bad;
    this.fast += total - bad - late;
  }

  /** Every series with its value, as lines without a time. */
  lines() {
    const job = `service="${this.name}"`;
    const counts = [['200', this.ok], ...(this.bad ? [['503', this.bad]] : [])];
    const all = this.ok + this.bad;
    return [
      ...counts.map(
        ([code, value]) =>
          `http_requests_total{${job},code="${code}"} ${value}`,
      ),
      ...buckets.map(
        ([le, share]) =>
          `http_request_duration_seconds_bucket{${job},le="${le}"} ${Math.round(this.fast * share)}`,
      ),
      `http_request_duration_seconds_bucket{${job},le="+Inf"} ${all}`,
      `http_request_duration_seconds_count{${job}} ${all}`,
    ];
  }
}
