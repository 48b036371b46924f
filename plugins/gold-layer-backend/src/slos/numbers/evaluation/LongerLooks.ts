import {
  applyExclusions,
  BudgetPolicy,
  CountedBucket,
  forecastBudget,
  presentBurn,
  wouldRunOut,
} from '@gold-layer/backstage-plugin-common';
import type { ExcludedTime } from '../exclusions';
import type { BucketStore } from '../store/BucketStore';
import { Counts, floorTo, fromMinutes } from '../store/buckets';
import type { StoredStatus } from '../store/statusRows';
import { corrections, without } from './corrections';
import { seriesToCut } from './seriesToCut';
import { sparkline, sparklineDays } from './sparkline';
import type { Findings } from './workOut';

/** One SLO's new numbers, with what they were worked out from. */
export interface Look {
  findings: Findings;
  status: StoredStatus;
  /** Without overlaps, in order. */
  excluded: readonly ExcludedTime[];
  policy: Pick<BudgetPolicy, 'thresholds' | 'thawAbove'>;
}

const dayMinutes = 1440;

/** New numbers with all that belongs to them. */
export interface LookedAt {
  statuses: StoredStatus[];
  /** Takes what was worked out for done: call it once the numbers are stored. */
  remember: () => void;
}

/** What is to come, and what it was worked out for. */
interface Foretold {
  key: string;
  forecast: StoredStatus['forecast'];
}

/** SLOs are looked at at different minutes of the hour, so that not all of them are at once. */
const spread = 12;

/**
 * Adds to new numbers what takes a longer look at the past, and changes little
 * from one evaluation to the next: the line of the last 28 days, and what is to
 * come for those at risk. Both are worked out once an hour, and when there is
 * reason to. When each was last is remembered by this process alone: worked out
 * once more after a start, they come to the same. Numbers that the database
 * refuses are no reason to remember anything.
 */
export class LongerLooks {
  /** By SLO: what its line was drawn for. */
  readonly #lines = new Map<number, string>();
  readonly #foretold = new Map<number, Foretold>();

  static create(): LongerLooks {
    return new LongerLooks();
  }

  private constructor() {}

  async add(
    looks: readonly Look[],
    { buckets, now }: { buckets: BucketStore; now: number },
  ): Promise<LookedAt> {
    const drawn = looks.filter(look => this.#wantsLine(look));
    const lines = await this.#linesOf(drawn, { buckets, now });
    const foretold = await this.#foretell(
      looks.filter(look => this.#wantsForecast(look)),
      buckets,
    );
    return {
      statuses: looks.map(look => ({
        ...look.status,
        sparkline: lines.get(look.status.num) ?? look.status.sparkline,
        forecast:
          foretold.get(look.status.num)?.forecast ?? this.#forecastOf(look),
      })),
      remember: () => {
        for (const look of drawn) {
          this.#lines.set(look.status.num, lineKey(look));
        }
        for (const [num, each] of foretold) this.#foretold.set(num, each);
      },
    };
  }

  /** As it is stored; others may have taken it back meanwhile, for whom there was nothing to foretell. */
  #forecastOf({ findings, status }: Look): StoredStatus['forecast'] {
    const known = this.#foretold.get(status.num);
    if (!known) return {};
    const { forecast } = findings.before;
    const isTakenBack = forecast.sentence === undefined && isAtRisk(status);
    return isTakenBack ? known.forecast : forecast;
  }

  #wantsLine(look: Look): boolean {
    const { excluded, findings, status } = look;
    const { before, record, plan } = findings;
    if (before.sparkline.length === 0) return true;
    const told = before.marks > before.marksDone;
    if (told && record.spec.sli.kind === 'pushed') return true;
    const known = this.#lines.get(status.num);
    // After a start, each waits for its turn within the hour.
    return known === undefined
      ? excluded.length > 0 || isTurn(status.num, plan.end)
      : known !== lineKey(look);
  }

  /**
   * Where there is nothing to foretell, that is known for the hour, too; and what
   * was foretold holds for its hour, so that those at the edge of being at risk
   * are not looked at again with every step over it.
   */
  #wantsForecast(look: Look): boolean {
    const { num } = look.status;
    const holds = this.#foretold.get(num)?.key === forecastKey(look);
    if (isAtRisk(look.status)) return !holds;
    if (!holds) this.#foretold.delete(num);
    return false;
  }

  async #linesOf(
    looks: Look[],
    { buckets, now }: { buckets: BucketStore; now: number },
  ): Promise<Map<number, (number | null)[]>> {
    const lines = new Map<number, (number | null)[]>();
    if (looks.length === 0) return lines;
    const days = looks.map(({ findings }) =>
      sparklineDays(findings.record.spec, findings.plan.end),
    );
    const found = await buckets.seriesOf(
      looks.map(({ status }) => status.num),
      {
        grain: 1440,
        from: Math.min(...days.map(([first]) => first)),
        to: Math.max(...looks.map(({ findings }) => findings.plan.end)),
      },
    );
    const taken = await this.#takenByDay(looks, days, { buckets, now });
    looks.forEach((look, index) => {
      const { findings, status } = look;
      const counts = new Map<number, Counts>();
      for (const day of found.get(status.num) ?? []) {
        const less = taken[index].get(day.start);
        counts.set(day.start, less ? without(day, less) : day);
      }
      lines.set(
        status.num,
        sparkline(findings.record.spec, days[index], counts),
      );
    });
    return lines;
  }

  /** What excluded time takes away, by day; of those that have any. */
  async #takenByDay(
    looks: Look[],
    days: number[][],
    options: { buckets: BucketStore; now: number },
  ): Promise<Map<number, Counts>[]> {
    const taken = await corrections(
      options.buckets,
      looks.map(({ status, excluded }, index) => ({
        num: status.num,
        excluded,
        stretches:
          excluded.length === 0
            ? []
            : days[index].map(day => ({ from: day, to: day + dayMinutes })),
      })),
      options,
    );
    return taken.map(
      (counts, index) =>
        new Map(counts.map((each, at) => [days[index][at], each])),
    );
  }

  async #foretell(
    looks: Look[],
    buckets: BucketStore,
  ): Promise<Map<number, Foretold>> {
    const foretold = new Map<number, Foretold>();
    for (const look of looks) {
      const { findings, status } = look;
      const { record, plan, now } = findings;
      const found = await seriesToCut(buckets, status.num, {
        from: floorTo(60, plan.end - plan.own),
        to: plan.end,
        excluded: look.excluded,
      });
      const counted = found.map(
        ({ start, grain, ...counts }): CountedBucket => ({
          ...counts,
          start: fromMinutes(start),
          // The present hour is not over: all that it counted is from its begin.
          minutes: Math.min(grain, plan.end - start),
        }),
      );
      const forecast = forecastBudget({
        now,
        window: record.spec.window,
        objective: record.spec.objective,
        buckets: applyExclusions(counted, [...look.excluded]).buckets,
        burn: status.burn,
        remaining: status.remaining,
        frozen: status.frozen,
        thawAbove: look.policy.thawAbove,
      });
      foretold.set(status.num, { key: forecastKey(look), forecast });
    }
    return foretold;
  }
}

/**
 * Whether it is worth knowing what is to come: something is, and the numbers
 * can be trusted. A burn that is allowed may use up a budget all the same, where
 * what was spent before stays in the window.
 */
function isAtRisk(status: StoredStatus): boolean {
  const { budget, frozen, state } = status;
  if (budget === 'unknown') return false;
  return (
    frozen || budget !== 'healthy' || state === 'at-risk' || wouldRunOut(status)
  );
}

/**
 * A forecast holds for an hour, unless the budget takes a step, or burns half or
 * twice as fast, or something else is measured, promised or planned.
 */
function forecastKey({ excluded, findings, policy, status }: Look): string {
  const { budget, burn, frozen, num } = status;
  const { record, plan } = findings;
  const { objective, window } = record.spec;
  const present = presentBurn(burn) ?? 0;
  const magnitude = Math.round(Math.log2(present));
  const end = fromMinutes(plan.end);
  return JSON.stringify([
    hourOf(num, plan.end),
    ...[budget, frozen, String(magnitude)],
    ...[record.measureHash, objective, window, policy.thawAbove],
    // What goes on is not planned anew with every bucket.
    excluded.map(time => (time.to < end ? time : { ...time, to: null })),
  ]);
}

function lineKey({ excluded, findings, status }: Look): string {
  return `${hourOf(status.num, findings.plan.end)} ${JSON.stringify(excluded)}`;
}

function isTurn(num: number, end: number): boolean {
  return (end - (num % spread) * 5) % 60 === 0;
}

function hourOf(num: number, end: number): number {
  return Math.floor((end - (num % spread) * 5) / 60);
}
