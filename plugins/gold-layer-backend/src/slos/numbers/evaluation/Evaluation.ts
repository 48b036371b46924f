import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { chunk, partition } from 'lodash';
import { plainError } from '../../../facts/collect/plainError';
import { inTurn } from '../../../http/inTurn';
import type { SloRecord } from '../../records';
import type { SlosInForce } from '../SlosInForce';
import { floorTo, toMinutes } from '../store/buckets';
import type { RunStore } from '../store/RunStore';
import type { Progress, StatusStore } from '../store/StatusStore';
import { allOver } from './allOver';
import { BatchSize } from './BatchSize';
import type { Evaluator } from './Evaluator';
import { isCatchUp, Wanted } from './measurable';
import type { SourceRounds } from './SourceRounds';

/** What {@link Evaluation} works with. */
export interface EvaluationOptions {
  evaluator: Evaluator;
  logger: LoggerService;
  rounds: SourceRounds;
  runs: RunStore;
  /** Parts of a batch that are worked on at the same time. */
  sideBySide: number;
  slos: SlosInForce;
  status: StatusStore;
  /** Told batch by batch which services' SLOs stand differently. */
  afterChange(services: string[]): Promise<void>;
  /** Told after steps of budgets may have been taken. */
  afterRun(): Promise<void>;
  now: () => Date;
}

const pageSize = 500;

/** SLOs of a part where a database server has most of the work: others go on meanwhile. */
const partSize = 50;

/** SLOs whose long past is asked for with one call. */
const catchUpAtOnce = 100;

/** SLOs that begin anew in one transaction: a year of each is put aside, and on SQLite everybody waits. */
const begunAtOnce = 10;

/** SLOs that may be given up in one go; if there are more, it is not they that are broken. */
const mostBroken = 20;

/** A run asks for long pasts no longer than this; the next one goes on. */
const catchUpMs = 40_000;

/**
 * Measures what is missing and works out all numbers that are due. How far each
 * SLO has come is stored with it, so that a run that is broken off is gone on
 * with by the next one. The present comes first: a long past that is missing is
 * caught up on when all else is done.
 */
export class Evaluation {
  readonly #options: EvaluationOptions;
  readonly #size = BatchSize.create();
  /** By SLO: the end of the last bucket for which it was worked out, in minutes. */
  readonly #done = new Map<number, number>();

  /** The number of the SLO whose long past was last asked for. */
  #caughtUp = 0;

  private constructor(options: EvaluationOptions) {
    this.#options = options;
  }

  static create(options: EvaluationOptions): Evaluation {
    return new Evaluation(options);
  }

  /** Runs what is due; must not run in two places at once. */
  async run({
    signal = new AbortController().signal,
  }: { signal?: AbortSignal } = {}): Promise<void> {
    const { logger, runs } = this.#options;
    const startedAt = this.#options.now();
    const run = { startedAt, slos: 0, failed: 0 };
    try {
      const counts = await this.#run(signal);
      if (signal.aborted) return;
      await runs.keep('evaluate', {
        ...run,
        ...counts,
        endedAt: this.#options.now(),
      });
    } catch (error) {
      logger.error(
        'Evaluating SLOs failed; it is tried again within a minute',
        toError(error),
      );
      await runs.keep('evaluate', { ...run, error: plainError(error) });
    }
  }

  /** Works out the numbers of some SLOs from what is stored. */
  async evaluateNow(nums: number[]): Promise<void> {
    const records = await this.#options.slos.byNums(nums);
    await this.#workOut(records, new AbortController().signal, {
      hurried: true,
    });
    await this.#options.afterRun();
  }

  async #run(signal: AbortSignal): Promise<{ slos: number; failed: number }> {
    const { rounds, status } = this.#options;
    const records = await this.#all(signal);
    const progress = await this.#begin(records, signal);
    const now = this.#options.now().getTime();
    const wanted = records.flatMap(record =>
      rounds.wanted(record, progress.get(record.num), now),
    );
    const asked = new Set(wanted.map(({ record }) => record.num));
    // What needs nobody to be asked need not wait for those who are.
    await this.#workOut(
      records.filter(
        ({ num }) => !asked.has(num) && this.#isDue(num, progress.get(num)),
      ),
      signal,
    );
    const long = wanted.filter(isCatchUp);
    await rounds.measure(
      wanted.filter(each => !isCatchUp(each)),
      signal,
    );
    const told = await rounds.watch(records, signal);
    const later = new Set(long.map(({ record }) => record.num));
    await this.#workOutDue(records, signal, {
      which: ({ num }) => !later.has(num),
      told,
    });
    await this.#catchUp(long, signal);
    await this.#workOutDue(records, signal, {
      which: ({ num }) => later.has(num),
    });
    await this.#options.afterRun();
    const after = await status.progress();
    const failed = [...after.values()].filter(({ failing }) => failing).length;
    return { slos: records.length, failed };
  }

  /**
   * Where something else is measured now, what was before has to go first, and
   * what is asked for depends on what comes back. Answers how far all are then.
   */
  async #begin(
    records: SloRecord[],
    signal: AbortSignal,
  ): Promise<Map<number, Progress>> {
    const { status } = this.#options;
    const progress = await status.progress();
    const different = records.filter(({ measureHash, num }) => {
      const known = progress.get(num);
      return known && known.measureHash !== measureHash;
    });
    if (different.length === 0) return progress;
    await this.#workOut(different, signal, { atOnce: begunAtOnce });
    return status.progress();
  }

  /** Those of which anything was found out since, or whose windows have moved. */
  async #workOutDue(
    records: SloRecord[],
    signal: AbortSignal,
    {
      which,
      told,
    }: {
      which: (record: SloRecord) => boolean;
      told?: ReadonlySet<string>;
    },
  ): Promise<void> {
    const progress = await this.#options.status.progress();
    await this.#workOut(
      records.filter(
        record =>
          which(record) &&
          (told?.has(record.spec.id) ||
            this.#isDue(record.num, progress.get(record.num))),
      ),
      signal,
    );
  }

  async #all(signal: AbortSignal): Promise<SloRecord[]> {
    const { slos } = this.#options;
    const records: SloRecord[] = [];
    let after: number | undefined;
    while (!signal.aborted) {
      const last = after;
      const page = await inTurn(() =>
        slos.all({ after: last, limit: pageSize }),
      );
      records.push(...page);
      if (page.length < pageSize) break;
      after = page[page.length - 1].num;
    }
    return records;
  }

  #isDue(num: number, progress: Progress | undefined): boolean {
    const now = this.#options.now().getTime();
    return (
      !progress || progress.marked || this.#done.get(num) !== bucketOf(now)
    );
  }

  /** Goes on where the last run has stopped: a few that never come to an end must not keep the others. */
  async #catchUp(wanted: Wanted[], signal: AbortSignal): Promise<void> {
    const { rounds } = this.#options;
    const until = performance.now() + catchUpMs;
    const isNext = ({ record }: Wanted) => record.num > this.#caughtUp;
    const batches = partition(wanted, isNext).flatMap(each =>
      chunk(each, catchUpAtOnce),
    );
    for (const some of batches) {
      if (signal.aborted || performance.now() > until) return;
      this.#caughtUp = some[some.length - 1].record.num;
      const down = await rounds.measure(some, signal);
      await this.#workOut(
        some.map(({ record }) => record),
        signal,
      );
      // The others would only wait for the same.
      if (down) return;
    }
  }

  async #workOut(
    records: SloRecord[],
    signal: AbortSignal,
    { atOnce = Infinity, hurried = false } = {},
  ): Promise<void> {
    const patience = { left: mostBroken };
    // The next batch is worked out while the services of the last one are told.
    let telling = Promise.resolve();
    try {
      for (let at = 0; at < records.length && !signal.aborted;) {
        const size = Math.min(atOnce, this.#batchSize());
        const some = records.slice(at, at + size);
        at += some.length;
        const bucket = bucketOf(this.#options.now().getTime());
        const batch = { patience, changed: new Set<string>() };
        const work = () =>
          this.#size.measure(() => this.#evaluateSideBySide(some, batch));
        try {
          await (hurried ? work() : inTurn(work));
        } finally {
          // What was stored before anything failed is there, and has to be told.
          await telling;
          telling = this.#tell(batch.changed);
        }
        for (const { num } of some) this.#done.set(num, bucket);
      }
    } finally {
      await telling;
    }
  }

  async #tell(services: ReadonlySet<string>): Promise<void> {
    const { afterChange, logger } = this.#options;
    if (services.size === 0) return;
    try {
      await afterChange([...services]);
    } catch (error) {
      logger.warn(
        `Services whose SLOs stand differently will be scored later: ${toError(error).message}`,
      );
    }
  }

  /** Where all the work is this process's own, by how long it takes; what others do beside a server's work says nothing. */
  #batchSize(): number {
    const { sideBySide } = this.#options;
    return sideBySide > 1 ? partSize * sideBySide : this.#size.current();
  }

  /** Parts of a batch at the same time: while a database server works for one, numbers of another are worked out. */
  async #evaluateSideBySide(records: SloRecord[], batch: Batch): Promise<void> {
    const parts = chunk(
      records,
      Math.ceil(records.length / this.#options.sideBySide),
    );
    await allOver(parts.map(part => this.#evaluate(part, batch)));
  }

  /** One SLO that the database refuses keeps no others; a database that is away keeps them all. */
  async #evaluate(records: SloRecord[], batch: Batch): Promise<void> {
    const { evaluator, logger } = this.#options;
    const { changed, patience } = batch;
    const note = (services: ReadonlySet<string>) => {
      for (const service of services) changed.add(service);
    };
    try {
      note(await evaluator.evaluate(records));
    } catch (error) {
      if (patience.left === 0) throw error;
      if (records.length > 1) {
        const half = Math.ceil(records.length / 2);
        await this.#evaluate(records.slice(0, half), batch);
        await this.#evaluate(records.slice(half), batch);
        return;
      }
      patience.left -= 1;
      const [record] = records;
      logger.error(
        `The numbers of ${record.spec.id} cannot be worked out`,
        toError(error),
      );
      note(await evaluator.giveUp(record));
    }
  }
}

/** What parts of a batch have in common. */
interface Batch {
  /** SLOs that may still be given up. */
  patience: { left: number };
  /** Services of SLOs that stand differently, once that is stored. */
  changed: Set<string>;
}

/** The end of the last whole bucket, in minutes since 1970. */
function bucketOf(now: number): number {
  return floorTo(5, toMinutes(now));
}
