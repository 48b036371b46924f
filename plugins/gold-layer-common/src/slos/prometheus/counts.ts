import Big from 'big.js';
import type { Sli, SloSpec } from '../spec';
import { hasWindow } from './promql';
import { eventsOver, gaugeNow, overSteps, overWindow } from './windows';

/** Expressions, each of one series without labels; absent where nothing is measured. */
export interface SliCounts {
  /** Events or slices; 0 where nobody asked for anything. */
  total: string;
  /** Bad ones among them; 0 where nothing failed, even if nothing ever did. */
  bad: string;
}

/** What is counted, within which time. */
interface Asked<K extends Sli['kind']> {
  slo: SloSpec;
  sli: Extract<Sli, { kind: K }>;
  minutes: number;
  /** A series that has the total already, which saves asking the raw counters again. */
  known?: string;
}

/** An error series is empty as long as a service has never failed, and a series of good ones as long as it has never worked. */
const orNone = (expression: string, total: string) =>
  `${expression} or on() 0 * ${total}`;

/** A slice with a larger share of bad ones than this is bad; exact, as it is compared. */
const allowedBad = (target: number) => new Big(1).minus(target).toFixed();

const decimal = (value: number) => new Big(value).toFixed();

/** How long a slice is: as the document says, else as long as its query can be asked for. */
export function sliceMinutes(slo: SloSpec): number {
  const { sli } = slo;
  const query =
    (sli.kind === 'raw' && sli.raw.query) ||
    (sli.kind === 'threshold' && sli.metric.query) ||
    '';
  return slo.timeSliceMinutes ?? (hasWindow(query) ? 5 : 1);
}

/** Slices are judged as often as they end, but at least once in every bucket of five minutes. */
function overSlices(slo: SloSpec, minutes: number) {
  const step = Math.min(sliceMinutes(slo), 5);
  return (expression: string) => overSteps(expression, minutes, step);
}

/** Bad ones as what is missing from good. Two counters are never read at the same instant, so good may run ahead. */
const notGood = (good: string, total: string) =>
  `clamp_min(${total} - on() (${orNone(good, total)}), 0)`;

function ratioEvents({ sli, minutes, known }: Asked<'ratio'>): SliCounts {
  // Gauges are read once a minute: a thing that is bad for a minute counts once.
  const count = (query: string) =>
    sli.counter || hasWindow(query)
      ? eventsOver(query, minutes)
      : overSteps(gaugeNow(query, minutes), minutes, 1);
  const total = count(sli.total.query);
  const all = known ?? total;
  return {
    total,
    bad: sli.bad
      ? orNone(`${count(sli.bad.query)} and on() ${all}`, all)
      : notGood(count(sli.good?.query ?? ''), all),
  };
}

function ratioSlices({ slo, sli, minutes, known }: Asked<'ratio'>): SliCounts {
  const slice = sliceMinutes(slo);
  const count = (query: string) =>
    sli.counter ? eventsOver(query, slice) : gaugeNow(query, slice);
  const over = overSlices(slo, minutes);
  const all = count(sli.total.query);
  const bad = sli.bad && orNone(count(sli.bad.query), all);
  const good = count(sli.good?.query ?? '');
  // A slice without traffic is neither good nor bad: it does not count.
  const total = over(`${all} > bool 0`);
  if (slo.method === 'RatioTimeslices') {
    const failed = bad ? `(${bad})` : notGood(good, all);
    const ratios = over(`${failed} / on() (${all} > 0)`);
    return { total, bad: orNone(ratios, known ?? total) };
  }
  const target = slo.timeSliceTarget ?? 1;
  // Without traffic 0/0 is not a number, and lies neither above nor below anything.
  return {
    total,
    bad: over(
      bad
        ? `(${bad}) / on() ${all} > bool ${allowedBad(target)}`
        : `(${orNone(good, all)}) / on() ${all} < bool ${decimal(target)}`,
    ),
  };
}

function rawSlices({ slo, sli, minutes, known }: Asked<'raw'>): SliCounts {
  const over = overSlices(slo, minutes);
  const query = overWindow(sli.raw.query, sliceMinutes(slo));
  const success = sli.rawType === 'success';
  // Of several series the worst one counts.
  const ratio = success ? `min(${query})` : `max(${query})`;
  // A number far from 0 to 1, such as a percentage, is no ratio: not measured.
  const total = over(
    `${ratio} >= bool -Inf unless on() abs(${ratio} - 0.5) > 0.51`,
  );
  const all = known ?? total;
  if (slo.method === 'Timeslices') {
    const target = slo.timeSliceTarget ?? 1;
    const bad = success
      ? `${ratio} < bool ${decimal(target)}`
      : `${ratio} > bool ${allowedBad(target)}`;
    return { total, bad: `${over(bad)} and on() ${all}` };
  }
  const sane = `(${ratio} >= -0.01 <= 1.01)`;
  const failed = over(`clamp(${success ? `1 - ${sane}` : sane}, 0, 1)`);
  return { total, bad: orNone(failed, all) };
}

const failing = { lt: '>=', lte: '>', gt: '<=', gte: '<' } as const;

function thresholdSlices({ slo, sli, minutes }: Asked<'threshold'>): SliCounts {
  const over = overSlices(slo, minutes);
  const query = overWindow(sli.metric.query, sliceMinutes(slo));
  // Of several series the worst one counts.
  const worst = sli.op.startsWith('l') ? `max(${query})` : `min(${query})`;
  return {
    // A quantile of no traffic is not a number: such a slice does not count.
    total: over(`${worst} >= bool -Inf`),
    bad: over(`${worst} ${failing[sli.op]} bool ${decimal(sli.value)}`),
  };
}

/**
 * How bad and total of the last minutes are counted; nothing for numbers that
 * are pushed. `known` is a series that has the total already.
 */
export function sliCounts(
  slo: SloSpec,
  minutes: number,
  known?: string,
): SliCounts | undefined {
  const { sli } = slo;
  switch (sli.kind) {
    case 'ratio':
      return slo.method === 'Occurrences'
        ? ratioEvents({ slo, sli, minutes, known })
        : ratioSlices({ slo, sli, minutes, known });
    case 'raw':
      return rawSlices({ slo, sli, minutes, known });
    case 'threshold':
      return thresholdSlices({ slo, sli, minutes, known });
    default:
      return undefined;
  }
}
