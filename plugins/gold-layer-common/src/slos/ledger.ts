import Big from 'big.js';
import { CountedBucket, overlapMs, Span, spanOf } from './buckets';
import type { SloLedger, SloMark } from './series';
import { isAbove } from './tolerance';

type LedgerEntry = SloLedger['entries'][number];
interface Claim {
  kind: LedgerEntry['kind'];
  mark?: SloMark;
  span: Span;
}

/** Minutes after a deploy in which bad events are put down to it. */
export const deployMinutes = 30;

const method = `Excluded time comes first, pro rata; it eats nothing of the budget. What is bad in five minutes or an hour that an incident touches is the incident's, shared by overlap where there are several; else it is put down to a deploy of the ${deployMinutes} minutes before; the rest is background.`;

/**
 * What ate the budget: every bad event goes to excluded time, an incident, a
 * deploy or the background, and shares sum to exactly 1. Buckets are as
 * measured, with excluded time still in them. A bucket that an incident touches
 * is its own as a whole: events of an hour are rarely spread evenly over it.
 */
export function attributeBudget(options: {
  buckets: CountedBucket[];
  marks: SloMark[];
  /** End of marks that still last. */
  now: Date;
  /** Bad events that the whole budget of the window allows. */
  totalBudgetEvents: number;
  /** Minutes of full outage that the budget is worth. */
  budgetMinutes: number;
  /** Share of the budget above which one event needs a postmortem. */
  postmortemAbove: number;
}): SloLedger {
  const { totalBudgetEvents, budgetMinutes, postmortemAbove } = options;
  const bads = claimed(options.buckets, claimsOf(options.marks, options.now));
  const bad = [...bads.values()].reduce((sum, value) => sum + value, 0);
  const eaters = [...bads].filter(([, value]) => value > 0);
  const shares = sharesOf(eaters.map(([, value]) => value));
  const entries = eaters.map(([claim, value], index): LedgerEntry => {
    const counts = claim.kind !== 'exclusion' && totalBudgetEvents > 0;
    const ofBudget = counts ? value / totalBudgetEvents : 0;
    return {
      kind: claim.kind,
      title: claim.mark?.title ?? 'Background',
      ...(claim.mark ? { mark: claim.mark } : {}),
      bad: value,
      share: shares[index],
      ofBudget,
      minutes: ofBudget * budgetMinutes,
      postmortemDue:
        (claim.kind === 'incident' || claim.kind === 'deploy') &&
        isAbove(ofBudget, postmortemAbove),
    };
  });
  return { entries: entries.sort((a, b) => b.bad - a.bad), bad, method };
}

function claimsOf(marks: SloMark[], now: Date): Claim[] {
  return marks.map(mark => {
    const from = Date.parse(mark.from);
    const to = mark.to ? Date.parse(mark.to) : now.getTime();
    const after = from + deployMinutes * 60_000;
    return {
      kind: mark.kind,
      mark,
      span: { from, to: mark.kind === 'deploy' ? after : to },
    };
  });
}

function claimed(buckets: CountedBucket[], claims: Claim[]) {
  const bads = new Map<Claim, number>();
  const background: Claim = { kind: 'background', span: { from: 0, to: 0 } };
  const give = (claim: Claim, bad: number) =>
    bads.set(claim, (bads.get(claim) ?? 0) + bad);
  for (const bucket of buckets) {
    if (!(bucket.bad > 0)) continue;
    const span = spanOf(bucket);
    const touching = claims
      .map(claim => ({ claim, ms: overlapMs(span, [claim.span]) }))
      .filter(({ ms }) => ms > 0);
    const of = (kind: Claim['kind']) =>
      touching.filter(({ claim }) => claim.kind === kind);
    const length = span.to - span.from;
    const out = sumMs(of('exclusion'));
    const excluded = Math.min(1, out / length) * bucket.bad;
    for (const { claim, ms } of of('exclusion')) {
      give(claim, (excluded * ms) / out);
    }
    const rest = bucket.bad - excluded;
    const incidents = of('incident');
    const takers = incidents.length > 0 ? incidents : of('deploy');
    for (const { claim, ms } of takers)
      give(claim, (rest * ms) / sumMs(takers));
    if (takers.length === 0) give(background, rest);
  }
  return bads;
}

function sumMs(touching: { ms: number }[]): number {
  return touching.reduce((sum, { ms }) => sum + ms, 0);
}

/** Shares in millionths that sum to exactly 1: what rounding leaves goes to those that lost most by it. */
function sharesOf(values: number[]): number[] {
  const whole = 1_000_000;
  const sum = values.reduce((all, value) => all + value, 0);
  if (!(sum > 0)) return [];
  const exact = values.map(value => (value / sum) * whole);
  const parts = exact.map(Math.floor);
  const missing = whole - parts.reduce((all, part) => all + part, 0);
  exact
    .map((value, index) => ({ index, lost: value - parts[index] }))
    .sort((a, b) => b.lost - a.lost)
    .slice(0, missing)
    .forEach(({ index }) => (parts[index] += 1));
  return parts.map(part => new Big(part).div(whole).toNumber());
}
