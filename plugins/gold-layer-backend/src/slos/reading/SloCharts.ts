import {
  applyExclusions,
  attributeBudget,
  budgetMinutes,
  budgetOf,
  ExcludedSpan,
  forecastPoints,
  isAbove,
  isMeasuredState,
  occurrencesOf,
  presentBurn,
  SloLedger,
  SloMark,
  SloSeries,
  Span,
  sumBuckets,
  windowBounds,
  windowMinutes,
} from '@gold-layer/backstage-plugin-common';
import type {
  ExclusionStore,
  StoredExclusion,
} from '../numbers/store/ExclusionStore';
import { BucketReads, finestOf, hoursOf } from './bucketsOf';
import type { Policies } from './SloDetails';
import { idealLine, seriesPoints, stepFor } from './seriesPoints';
import type { PastObjective, SloPastStore } from './SloPastStore';
import type { KnownSlo } from './sloRows';

/** What {@link SloCharts} works with. */
export interface SloChartsOptions {
  buckets: BucketReads;
  exclusions: Pick<ExclusionStore, 'ofServices'>;
  past: SloPastStore;
  policies: Policies;
  now: () => Date;
}

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** How long hours are kept. */
const keptDays = 400;

/** What happened to one SLO through time, and what ate its budget. */
export class SloCharts {
  readonly #options: SloChartsOptions;

  private constructor(options: SloChartsOptions) {
    this.#options = options;
  }

  static create(options: SloChartsOptions): SloCharts {
    return new SloCharts(options);
  }

  /** The last so many days, or the SLO's own window; with its forecast. */
  async series(slo: KnownSlo, days?: number): Promise<SloSeries> {
    const { past } = this.#options;
    const { spec, num } = slo.record;
    const { window } = spec;
    const now = this.#now();
    const shown = days ?? windowDays(slo, now);
    const to = now.getTime();
    const from = to - shown * dayMs;
    const stepMinutes = stepFor(shown);
    const known = { from: beginOf(slo, from, now), to };
    const [excluded, marks, objectives] = await Promise.all([
      this.#excluded(slo, known),
      past.marks(spec.service, { from, to }),
      this.#objectives(slo),
    ]);
    const span = { ...known, excluded: excluded.spans };
    const counted = await (stepMinutes < 60
      ? finestOf(this.#options.buckets, num, { ...span, now })
      : hoursOf(this.#options.buckets, num, span));
    const { buckets, dropped } = applyExclusions(counted, excluded.spans);
    const present = windowBounds(window, now).from.getTime();
    const basis = {
      now,
      window,
      objective: spec.objective,
      buckets: buckets.filter(({ start }) => start >= present),
    };
    const forecast = forecastPoints(basis);
    const burn = burnOf(slo);
    return {
      stepMinutes,
      points: seriesPoints({
        buckets,
        dropped,
        window,
        from,
        to,
        stepMinutes,
        objectiveAt: time => objectiveAt(objectives, time),
      }),
      ideal: idealLine(window, { from, to: lastOf(forecast, to) }),
      forecast,
      atBurn:
        burn === undefined ? undefined : forecastPoints({ ...basis, burn }),
      objectives,
      marks: [...marks, ...excluded.marks.filter(it => touches(it, from))].sort(
        (a, b) => (a.from < b.from ? -1 : 1),
      ),
    };
  }

  /** What ate the budget of the present window. */
  async ledger(slo: KnownSlo): Promise<SloLedger> {
    const { past, policies } = this.#options;
    const { spec, num } = slo.record;
    const now = this.#now();
    const bounds = windowBounds(spec.window, now);
    const span = { from: bounds.from.getTime(), to: now.getTime() };
    const [excluded, marks] = await Promise.all([
      this.#excluded(slo, span),
      past.marks(spec.service, span),
    ]);
    const counted = await finestOf(this.#options.buckets, num, {
      ...span,
      excluded: excluded.spans,
      now,
    });
    const { total } = sumBuckets(
      applyExclusions(counted, excluded.spans).buckets,
    );
    return attributeBudget({
      buckets: counted,
      marks: [...marks, ...excluded.marks],
      now,
      totalBudgetEvents: total * budgetOf(spec.objective),
      budgetMinutes: budgetMinutes({
        objective: spec.objective,
        minutes: windowMinutes(spec.window, now),
      }),
      postmortemAbove: policies.of(spec).document.spec.postmortemAbove,
    });
  }

  /** Numbers are as good as their last five minutes. */
  #now(): Date {
    const stepMs = 5 * minuteMs;
    return new Date(
      Math.floor(this.#options.now().getTime() / stepMs) * stepMs,
    );
  }

  async #excluded(
    { record }: KnownSlo,
    span: Span,
  ): Promise<{ spans: ExcludedSpan[]; marks: SloMark[] }> {
    const { id, service } = record.spec;
    const planned = await this.#options.exclusions.ofServices([service]);
    const within = { from: new Date(span.from), to: new Date(span.to) };
    const times = planned
      .filter(({ slo }) => slo === undefined || slo === id)
      .flatMap(exclusion =>
        occurrencesOf(exclusion, within).map(time => ({ exclusion, ...time })),
      );
    return {
      spans: times.map(({ exclusion, from, to }) => ({
        meaning: exclusion.meaning,
        from: from.getTime(),
        to: to.getTime(),
      })),
      marks: times.map(toMark),
    };
  }

  async #objectives({ record }: KnownSlo): Promise<PastObjective[]> {
    const found = await this.#options.past.objectives(record.num);
    if (found.length > 0) return found;
    const since = new Date(record.firstSeenAt).toISOString();
    return [{ since, objective: record.spec.objective }];
  }
}

function toMark({
  exclusion,
  from,
  to,
}: {
  exclusion: StoredExclusion;
  from: Date;
  to: Date;
}): SloMark {
  return {
    id: `exclusion:${exclusion.id}:${from.getTime()}`,
    kind: 'exclusion',
    service: exclusion.service,
    from: from.toISOString(),
    to: to.toISOString(),
    title: exclusion.reason,
    ...(Date.parse(exclusion.createdAt) >= to.getTime() && {
      afterwards: true,
    }),
  };
}

/** How fast it burns now; absent where nothing does, or nothing trustworthy is measured. */
function burnOf({ state, status }: KnownSlo): number | undefined {
  const burn = presentBurn(status?.burn ?? {});
  return burn !== undefined && isMeasuredState(state) && isAbove(burn, 0)
    ? burn
    : undefined;
}

/** Whole days of the window, at least one. */
function windowDays({ record }: KnownSlo, now: Date): number {
  const { from, to } = windowBounds(record.spec.window, now);
  const days = Math.ceil((to.getTime() - from.getTime()) / dayMs);
  return Math.min(keptDays, Math.max(1, days));
}

/** Since when counts are needed for a chart that begins at a time, as far back as they are kept. */
function beginOf({ record }: KnownSlo, from: number, now: Date): number {
  const begin = windowBounds(record.spec.window, new Date(from)).from.getTime();
  return Math.max(begin, now.getTime() - keptDays * dayMs);
}

function objectiveAt(objectives: PastObjective[], time: number): string {
  const at = new Date(time).toISOString();
  const [first] = objectives;
  return ([...objectives].reverse().find(({ since }) => since <= at) ?? first)
    .objective;
}

function lastOf(forecast: SloSeries['forecast'], to: number): number {
  const last = forecast.at(-1);
  return last ? Math.max(to, Date.parse(last.at)) : to;
}

function touches(mark: SloMark, from: number): boolean {
  return Date.parse(mark.to ?? mark.from) > from;
}
