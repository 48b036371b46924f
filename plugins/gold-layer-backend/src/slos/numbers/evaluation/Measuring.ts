import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  SliMeasurement,
  SliSource,
} from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import { untilAborted } from '../../../facts';
import { inTurn } from '../../../http/inTurn';
import type { BucketStore } from '../store/BucketStore';
import { fromMinutes } from '../store/buckets';
import type { Measured, StatusStore } from '../store/StatusStore';
import type { StoredStatus } from '../store/statusRows';
import { allOver } from './allOver';
import { endOfLast, toBuckets, Wanted } from './measurable';

/** What {@link Measuring} works with. */
export interface MeasuringOptions {
  buckets: BucketStore;
  database: Knex;
  logger: LoggerService;
  /** Transactions at the same time. */
  sideBySide: number;
  status: StatusStore;
  now: () => Date;
}

/** A source that has not answered by then is taken not to answer. */
const patienceMs = 2 * 60_000;

/**
 * So far back a source is asked again while it leaves something out of its
 * answers: what it lacks may be there later, and until then is not known.
 */
const partialMinutes = 5 * 60;

/**
 * So far back it is asked again where an answer ends before its time: samples
 * that a network held up come later. Not further, as what was never measured
 * would be asked for for ever.
 */
const lateMinutes = 40;

/** Measurements stored in one transaction. */
const storedAtOnce = 100;

/** The same where each brings a long past: on SQLite everybody waits until they are stored. */
const bucketsAtOnce = 4000;

type Answer = { wanted: Wanted; measurement: SliMeasurement };

/** Asks sources for buckets and stores what they answer, as the answers come in. */
export class Measuring {
  readonly #options: MeasuringOptions;

  private constructor(options: MeasuringOptions) {
    this.#options = options;
  }

  /** Measurements stored together. */
  get #atOnce(): number {
    return storedAtOnce * this.#options.sideBySide;
  }

  static create(options: MeasuringOptions): Measuring {
    return new Measuring(options);
  }

  /**
   * Asks one source about SLOs with one call. One that it leaves out counts as
   * failed; what was stored before stays. Answers those that need not be asked
   * for again before the next bucket, and whether the source broke off.
   */
  async measure(
    source: SliSource,
    wanted: readonly Wanted[],
    { signal }: { signal: AbortSignal },
  ): Promise<{ settled: Wanted[]; down: boolean }> {
    const settled: Wanted[] = [];
    const open = new Map(wanted.map(each => [each.record.spec.id, each]));
    const answers: Answer[] = [];
    let buckets = 0;
    const problem = await this.#ask(source, wanted, {
      signal,
      heard: async measurement => {
        const asked = open.get(measurement.slo);
        if (!asked) return;
        open.delete(measurement.slo);
        if (isSettled(measurement)) settled.push(asked);
        answers.push({ wanted: asked, measurement });
        buckets += bucketsOf(measurement);
        if (answers.length >= this.#atOnce || buckets >= bucketsAtOnce) {
          buckets = 0;
          await this.#store(answers.splice(0));
        }
      },
    });
    // A run that is broken off says nothing about the source.
    const left = signal.aborted ? [] : [...open.values()];
    for (const each of left) {
      const error = problem ?? `${source.title} did not answer about it`;
      answers.push({ wanted: each, measurement: failed(each, error) });
    }
    while (answers.length > 0) {
      await this.#store(answers.splice(0, this.#atOnce));
    }
    return { settled, down: problem !== undefined };
  }

  /** No source answers for what an SLO asks. */
  async refuse(
    wanted: readonly Wanted[],
    reason: (wanted: Wanted) => string,
  ): Promise<void> {
    const answers = wanted.map((each): Answer => ({
      wanted: each,
      measurement: { ...failed(each, reason(each)), kind: 'query' },
    }));
    while (answers.length > 0) {
      await this.#store(answers.splice(0, this.#atOnce));
    }
  }

  /** Answers what went wrong as a whole, if anything did. */
  async #ask(
    source: SliSource,
    wanted: readonly Wanted[],
    options: {
      signal: AbortSignal;
      heard: (measurement: SliMeasurement) => Promise<void>;
    },
  ): Promise<string | undefined> {
    const { logger } = this.#options;
    const patience = AbortSignal.timeout(patienceMs);
    const requests = wanted.map(({ record, from, to }) => ({
      slo: record.spec,
      from: new Date(from * 60_000),
      to: new Date(to * 60_000),
    }));
    let storing = false;
    try {
      const signal = AbortSignal.any([options.signal, patience]);
      const found = source.measure(requests, { logger, signal });
      for await (const measurement of untilAborted(found, signal)) {
        storing = true;
        await options.heard(measurement);
        storing = false;
      }
      return undefined;
    } catch (error) {
      // It is not for the source to answer for the database.
      if (storing) throw error;
      const words = patience.aborted
        ? `${source.title} did not answer within ${patienceMs / 60_000} minutes`
        : toError(error).message;
      logger.warn(`SLIs could not be measured by ${source.name}: ${words}`);
      return words;
    }
  }

  async #store(answers: readonly Answer[]): Promise<void> {
    const parts = chunk(answers, storedAtOnce);
    await inTurn(() => allOver(parts.map(part => this.#storePart(part))));
  }

  async #storePart(answers: readonly Answer[]): Promise<void> {
    const { buckets, database, status } = this.#options;
    const now = this.#options.now().getTime();
    await database.transaction(async tx => {
      const before = await status.hold(
        tx,
        answers.map(({ wanted }) => wanted.record),
      );
      const found = answers.flatMap(answer => {
        const known = before.get(answer.wanted.record.num);
        // What was measured before something else was asked for is worth nothing.
        const same = known?.measureHash === answer.wanted.record.measureHash;
        if (!known || !same || isKnown(answer, known)) return [];
        return [measured(answer, known, now)];
      });
      await buckets.within(tx).add(found.flatMap(each => each.buckets));
      await status.measured(tx, found);
    });
  }
}

/** Whether it failed before, for the same reason: while a source is down, nothing has to be written. */
function isKnown({ measurement }: Answer, { failure }: StoredStatus): boolean {
  return (
    measurement.outcome === 'failed' &&
    failure?.kind === measurement.kind &&
    failure.error === measurement.error
  );
}

/** Whether asking once more within minutes would bring the same. */
function isSettled(measurement: SliMeasurement): boolean {
  return measurement.outcome === 'buckets' || measurement.kind === 'query';
}

function bucketsOf(measurement: SliMeasurement): number {
  return measurement.outcome === 'buckets' ? measurement.buckets.length : 0;
}

function failed(
  { record }: Wanted,
  error: string,
): Extract<SliMeasurement, { outcome: 'failed' }> {
  return { slo: record.spec.id, outcome: 'failed', kind: 'source', error };
}

function measured(
  { wanted, measurement }: Answer,
  before: StoredStatus,
  now: number,
): Measured & { buckets: ReturnType<typeof toBuckets> } {
  const { num } = wanted.record;
  if (measurement.outcome === 'failed') {
    const { kind, error, unreadable } = measurement;
    const since = before.failure?.kind === kind ? before.failure.since : now;
    const { asOf, measuredUntil, neverSeen, partial, problem } = before;
    return {
      ...{ num, asOf, measuredUntil, neverSeen, partial, problem },
      failure: { kind, error, since, unreadable },
      buckets: [],
    };
  }
  const buckets = toBuckets(measurement, wanted, now);
  const asOf = endOfLast(buckets);
  const { partial } = measurement;
  return {
    num,
    buckets,
    asOf,
    measuredUntil: partial
      ? partlyKnownUntil(wanted, before)
      : knownUntil(wanted, asOf),
    partial,
    problem: measurement.problem ?? silence(measurement, before),
    neverSeen:
      (measurement.neverSeen ?? false) &&
      buckets.length === 0 &&
      before.asOf === undefined,
  };
}

/** What matched before and does not any more; of what never did the state speaks itself. */
function silence(
  { neverSeen }: { neverSeen?: boolean },
  { asOf }: StoredStatus,
): string | undefined {
  return neverSeen && asOf !== undefined
    ? 'No series matches the query for the total any more.'
    : undefined;
}

/** Until when nothing has to be asked for again. */
function knownUntil({ from, to }: Wanted, last = fromMinutes(from)): number {
  return Math.max(last, fromMinutes(to - lateMinutes));
}

/** The same where something was left out of the answer, wherever that was. */
function partlyKnownUntil(
  { from, to }: Wanted,
  { measuredUntil = fromMinutes(from) }: StoredStatus,
): number {
  return Math.max(measuredUntil, fromMinutes(to - partialMinutes));
}
