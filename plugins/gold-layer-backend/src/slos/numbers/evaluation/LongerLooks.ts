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

/** SLOs are looked at at different minutes of the hour, so that not all of them are at once. */
const spread = 12;

/**
 * Adds to new numbers what takes a longer look at the past, and changes little
 * from one evaluation to the next: the line of the last 28 days, and what is to
 * come for those at risk. Both are worked out once an hour, and when there is
 * reason to. When each was last is remembered by this process alone: worked out
 * once more after a start, they come to the same.
 */
export class LongerLooks {
  /** By SLO: what its line, and its forecast, was worked out for. */
  readonly #lines = new Map<number, string>();
  readonly #forecasts = new Map<number, string>();

  static create(): LongerLooks {
    return new LongerLooks();
  }

  private constructor() {}

  async add(
    looks: readonly Look[],
    { buckets, now }: { buckets: BucketStore; now: number },
  ): Promise<StoredStatus[]> {
    const lines = await this.#linesOf(
      looks.filter(look => this.#wantsLine(look)),
      { buckets, now },
    );
    const forecasts = await this.#forecastsOf(
      looks.filter(look => this.#wantsForecast(look)),
      buckets,
    );
    return looks.map(({ findings, status }) => ({
      ...status,
      sparkline: lines.get(status.num) ?? status.sparkline,
      forecast: this.#forecasts.has(status.num)
        ? (forecasts.get(status.num) ?? findings.before.forecast)
        : {},
    }));
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
  #wantsForecast({ findings, status }: Look): boolean {
    const known = this.#forecasts.get(status.num);
    const holds = known === forecastKey(status, findings.plan.end);
    if (isAtRisk(status)) return !holds;
    if (!holds) this.#forecasts.delete(status.num);
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
      this.#lines.set(status.num, lineKey(look));
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

  async #forecastsOf(
    looks: Look[],
    buckets: BucketStore,
  ): Promise<Map<number, StoredStatus['forecast']>> {
    const forecasts = new Map<number, StoredStatus['forecast']>();
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
      forecasts.set(
        status.num,
        forecastBudget({
          now,
          window: record.spec.window,
          objective: record.spec.objective,
          buckets: applyExclusions(counted, [...look.excluded]).buckets,
          burn: status.burn,
          remaining: status.remaining,
          frozen: status.frozen,
          thawAbove: look.policy.thawAbove,
        }),
      );
      this.#forecasts.set(status.num, forecastKey(status, plan.end));
    }
    return forecasts;
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

/** A forecast holds for an hour, unless the budget takes a step, or burns half or twice as fast. */
function forecastKey(
  { budget, burn, frozen, num }: StoredStatus,
  end: number,
): string {
  const present = presentBurn(burn) ?? 0;
  const magnitude = Math.round(Math.log2(present));
  return [hourOf(num, end), budget, frozen, magnitude].join(' ');
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
