import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Counters, minuteOf, services } from './traffic.mjs';

const minuteMs = 60_000;

/** So far back goes what the simulated services have lived through. */
export const historyDays = 30;

/** The span of a history that ends now. */
export function historyUntil(now) {
  const until = Math.floor(now / minuteMs) * minuteMs;
  return { from: until - historyDays * 24 * 60 * minuteMs, until };
}

/** Counters of every simulated service, at the beginning of a history. */
export function newCounters() {
  return Object.keys(services).map(name => new Counters(name));
}

/** Lets counters see every minute after `from` up to `to`. */
export function* live(counters, { from, to, today }) {
  for (let time = from + minuteMs; time <= to; time += minuteMs) {
    for (const each of counters) each.see(minuteOf(each.name, time, today));
    yield time;
  }
}

/**
 * Writes the past of every simulated service as an OpenMetrics file. The series
 * carry the labels that a scrape adds, so that the present goes on where the
 * past ends.
 */
export async function writeHistory(file, { from, until, instance }) {
  const counters = newCounters();
  // A family has to stand together, so it is written once the other is done.
  const later = [];
  const out = createWriteStream(file);
  const write = async text => {
    if (!out.write(text)) await once(out, 'drain');
  };
  await write('# TYPE http_requests counter\n');
  for (const time of live(counters, { from, to: until, today: until })) {
    for (const line of counters.flatMap(each => each.lines())) {
      const labels = `{job="simulated",instance="${instance}",`;
      const dated = `${line.replace('{', labels)} ${time / 1000}\n`;
      if (line.startsWith('http_requests')) await write(dated);
      else later.push(dated);
    }
  }
  await write('# TYPE http_request_duration_seconds unknown\n');
  for (const line of later) await write(line);
  await write('# EOF\n');
  out.end();
  await once(out, 'finish');
}
