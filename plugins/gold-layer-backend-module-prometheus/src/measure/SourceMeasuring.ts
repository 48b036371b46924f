import type {
  SliMeasurement,
  SliRequest,
} from '@gold-layer/backstage-plugin-node';
import { PrometheusFailure } from '../client/failure';
import type { PrometheusClient } from '../client/PrometheusClient';
import { LoadedRules, type RulesCount } from '../loaded/LoadedRules';
import type { RuleVersions } from '../loaded/RuleVersions';
import { batchesOf, rowsOf, type Wanted } from './batches';
import { askCountedSince } from './countedSince';
import { beforeRules, isPast, since } from './holes';
import { inParallel } from './inParallel';
import { inTurns } from './inTurns';
import { joinMeasured, toMeasurement, type Measured } from './Measured';
import { OwnQueries, toFailed } from './OwnQueries';
import type { QueryTimes } from './QueryTimes';
import { stepsOf } from './steps';
import { askOwnQueries } from './throughQueries';
import { askRules } from './throughRules';

/** Batches whose answers are held at a time; questions at a time are the client's matter. */
const batchesAtATime = 2;

/** Why rules that are asked for are not read, by what they count. */
const unusable = {
  nothing: 'are not loaded',
  other: 'count what another state of the document says',
  unknown: 'do not say which queries they count by',
};

const doubted = `Measured through rules that ${unusable.unknown}: generate them again and reload Prometheus.`;

/** What {@link SourceMeasuring} works with. */
export interface SourceMeasuringOptions {
  put: (measurement: SliMeasurement) => void;
  signal: AbortSignal;
  times: QueryTimes;
}

/** One evaluation of the SLOs of one data source. */
export class SourceMeasuring {
  readonly #client: PrometheusClient;
  readonly #put: (measurement: SliMeasurement) => void;
  readonly #signal: AbortSignal;
  readonly #times: QueryTimes;
  readonly #own: OwnQueries;

  private constructor(
    client: PrometheusClient,
    options: SourceMeasuringOptions,
  ) {
    this.#client = client;
    this.#put = options.put;
    this.#signal = options.signal;
    this.#times = options.times;
    this.#own = OwnQueries.create(client.source.maxOwnQueries);
  }

  static create(
    client: PrometheusClient,
    options: SourceMeasuringOptions,
  ): SourceMeasuring {
    return new SourceMeasuring(client, options);
  }

  /** Puts out a measurement for each request. Rejects only when it is called off. */
  async run(requests: SliRequest[], versions: RuleVersions): Promise<void> {
    const { retentionDays } = this.#client.source;
    const all = requests.map(request => ({
      slo: request.slo,
      steps: stepsOf(request, { retentionDays }),
    }));
    const wanted = all.filter(it => it.steps.length > 0);
    for (const { slo } of all.filter(it => it.steps.length === 0)) {
      this.#put({ slo: slo.id, outcome: 'buckets', buckets: [] });
    }
    if (wanted.length === 0) return;
    try {
      const rules = await this.#loadedRules(wanted, versions);
      await this.#measure(wanted, rules);
    } catch (error) {
      for (const { slo } of wanted) this.#put(toFailed(slo.id, error));
    }
  }

  async #loadedRules(
    wanted: Wanted[],
    versions: RuleVersions,
  ): Promise<LoadedRules> {
    const slos = wanted.map(it => it.slo);
    const options = { signal: this.#signal, versions };
    try {
      return await LoadedRules.ask(this.#client, slos, options);
    } catch (error) {
      // A source that answers but cannot make sense of the question has no rules of ours.
      if (error instanceof PrometheusFailure && error.kind === 'query') {
        return LoadedRules.of([], versions);
      }
      throw error;
    }
  }

  async #measure(wanted: Wanted[], rules: LoadedRules): Promise<void> {
    const counting = new Map(wanted.map(it => [it, rules.countsOf(it.slo)]));
    const those = (count: RulesCount) =>
      wanted.filter(it => counting.get(it) === count);
    const fairly = (count: RulesCount) =>
      inTurns(this.#times.quickFirst(those(count)), it => it.slo.service);
    const own = (['nothing', 'other'] as const).flatMap(count =>
      fairly(count).filter(it => this.#mayAskOwn(it, count)),
    );
    const doubtful: Wanted[] = [];
    for (const it of fairly('unknown')) {
      // What is now may be told with a remark; what was is kept for good.
      const isOwn = isPast(it.steps)
        ? this.#mayAskOwn(it, 'unknown')
        : this.#own.take();
      if (isOwn) own.push(it);
      else if (!isPast(it.steps)) doubtful.push(it);
    }
    const isMost = wanted.length > rules.size / 2;
    const batches: { batch: Wanted[]; remark?: string }[] = [
      ...batchesOf(those('the same')).map(batch => ({ batch })),
      ...batchesOf(doubtful).map(batch => ({ batch, remark: doubted })),
    ];
    await Promise.all([
      inParallel(batches, batchesAtATime, ({ batch, remark }) =>
        this.#throughRules(batch, { isMost, remark, rules }),
      ),
      inParallel(
        this.#times.quickFirst(own),
        this.#client.source.maxConcurrent,
        it => this.#times.measure(it.slo.id, () => this.#throughQueries(it)),
      ),
    ]);
  }

  #mayAskOwn({ slo }: Wanted, count: keyof typeof unusable): boolean {
    if (this.#own.take()) return true;
    const { maxOwnQueries, name } = this.#client.source;
    this.#put({
      slo: slo.id,
      outcome: 'failed',
      kind: 'source',
      error: `Its rules ${unusable[count]} in Prometheus '${name}', and more than ${maxOwnQueries.toLocaleString('en')} SLOs without rules are not measured at a time. Load the generated rules.`,
    });
    return false;
  }

  async #throughQueries({ slo, steps }: Wanted): Promise<void> {
    const options = { steps, signal: this.#signal };
    try {
      const found = await askOwnQueries(this.#client, slo, options);
      this.#put(toMeasurement(slo.id, found));
    } catch (error) {
      this.#put(toFailed(slo.id, error));
    }
  }

  async #throughRules(
    batch: Wanted[],
    options: { isMost: boolean; remark?: string; rules: LoadedRules },
  ): Promise<void> {
    let found: Map<string, Measured>;
    let counted: ReadonlyMap<string, number>;
    try {
      [found, counted] = await Promise.all([
        this.#askBatch(batch, options.isMost),
        this.#countedSince(batch, options),
      ]);
    } catch (error) {
      for (const { slo } of batch) this.#put(toFailed(slo.id, error, 'source'));
      return;
    }
    await inParallel(batch, this.#client.source.maxConcurrent, async it => {
      const recorded = found.get(it.slo.id) ?? { buckets: [], seen: false };
      const complete = await this.#fillBefore(it, {
        recorded,
        countedSince: counted.get(it.slo.id),
      });
      const problem = options.remark ?? complete.problem;
      this.#put(toMeasurement(it.slo.id, { ...complete, problem }));
    });
  }

  /** Of those whose rules may have counted something else in the time that is asked for. */
  async #countedSince(
    batch: Wanted[],
    options: { isMost: boolean; remark?: string; rules: LoadedRules },
  ): Promise<ReadonlyMap<string, number>> {
    const { isMost, remark, rules } = options;
    const open = batch.filter(
      ({ slo, steps }) => isPast(steps) || rules.countedOther(slo),
    );
    if (remark || open.length === 0) return new Map();
    return askCountedSince(this.#client, open, {
      isMost: isMost && open.length === batch.length,
      signal: this.#signal,
      slis: new Map(open.map(({ slo }) => [slo.id, rules.sliOf(slo)])),
    });
  }

  async #askBatch(
    batch: Wanted[],
    isMost: boolean,
  ): Promise<Map<string, Measured>> {
    const found = new Map<string, Measured>();
    for (const row of rowsOf(batch)) {
      const question = { ...row, isMost };
      const answers = await askRules(this.#client, question, {
        signal: this.#signal,
      });
      for (const [slo, answer] of answers) {
        const earlier = found.get(slo);
        found.set(slo, earlier ? joinMeasured(earlier, answer) : answer);
      }
    }
    return found;
  }

  /** Rules record from when they were loaded on; what was before is asked for once, by the SLO's own queries. */
  async #fillBefore(
    { slo, steps }: Wanted,
    {
      recorded: all,
      countedSince = -Infinity,
    }: { recorded: Measured; countedSince?: number },
  ): Promise<Measured> {
    const recorded = since(all, countedSince);
    const before = beforeRules(steps, recorded, countedSince);
    if (before.length === 0) return recorded;
    if (!this.#own.take()) {
      const problem = `What was before the rules were loaded is not measured, as more than ${this.#own.most.toLocaleString('en')} SLOs would need queries of their own at a time.`;
      return { ...recorded, problem: recorded.problem ?? problem };
    }
    try {
      const options = { steps: before, signal: this.#signal };
      const earlier = await askOwnQueries(this.#client, slo, options);
      // Recordings of something else do not show that this is there.
      const seen = recorded.seen && recorded.buckets.length > 0;
      return joinMeasured({ ...recorded, seen }, earlier);
    } catch (error) {
      if (!(error instanceof PrometheusFailure)) throw error;
      const problem = `What was before the rules were loaded is not measured: ${error.message}`;
      return { ...recorded, problem: recorded.problem ?? problem };
    }
  }
}
