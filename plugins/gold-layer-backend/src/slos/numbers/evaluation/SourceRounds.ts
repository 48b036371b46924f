import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { SloRecord } from '../../records';
import { floorTo, toMinutes } from '../store/buckets';
import type { Progress } from '../store/StatusStore';
import { sourceOf, sourceType, Wanted, wantedOf } from './measurable';
import type { Measuring } from './Measuring';
import type { SourceWatch } from './SourceWatch';

/** What {@link SourceRounds} works with. */
export interface SourceRoundsOptions {
  measuring: Measuring;
  /** Read with every round: modules may still be adding to it. */
  sources: readonly SliSource[];
  watch: SourceWatch;
  now: () => Date;
}

/** Asks each source about its own SLOs, with one call for all of them. */
export class SourceRounds {
  readonly #options: SourceRoundsOptions;
  /** By SLO: what is measured, and the bucket before the end of which it need not be asked for again. */
  readonly #settled = new Map<number, string>();

  private constructor(options: SourceRoundsOptions) {
    this.#options = options;
  }

  static create(options: SourceRoundsOptions): SourceRounds {
    return new SourceRounds(options);
  }

  /** What of an SLO's past is to be asked for now. */
  wanted(
    record: SloRecord,
    progress: Progress | undefined,
    now: number,
  ): Wanted[] {
    if (record.invalid || sourceType(record.spec) === undefined) return [];
    // A query that is wrong, say, is tried once per bucket, not every minute.
    if (this.#settled.get(record.num) === bucketOf(record, now)) return [];
    const wanted = wantedOf(record, progress, now);
    return wanted ? [wanted] : [];
  }

  /** Measures, and answers whether any source broke off. */
  async measure(wanted: Wanted[], signal: AbortSignal): Promise<boolean> {
    const { measuring, sources } = this.#options;
    const bySource = new Map<SliSource, Wanted[]>();
    const homeless: Wanted[] = [];
    for (const each of wanted) {
      const source = sourceOf(each.record.spec, sources);
      const own = source ? (bySource.get(source) ?? []) : homeless;
      own.push(each);
      if (source) bySource.set(source, own);
    }
    await measuring.refuse(
      homeless,
      ({ record }) =>
        `no source is installed for data sources of type '${sourceType(record.spec)}'`,
    );
    const answers = await Promise.all(
      [...bySource].map(([source, some]) =>
        measuring.measure(source, some, { signal }),
      ),
    );
    const now = this.#options.now().getTime();
    const settled = answers.flatMap(answer => answer.settled);
    for (const { record } of [...homeless, ...settled]) {
      this.#settled.set(record.num, bucketOf(record, now));
    }
    return answers.some(({ down }) => down);
  }

  /** Asks about alerts and rules; answers the ids of SLOs about which there is something new. */
  async watch(
    records: SloRecord[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const { sources, watch } = this.#options;
    const told = await Promise.all(
      sources.map(source => {
        const own = records.filter(
          ({ invalid, spec }) => !invalid && sourceOf(spec, sources) === source,
        );
        return watch.ask(
          source,
          own.map(({ spec }) => spec),
          { signal },
        );
      }),
    );
    return new Set(told.flat());
  }
}

function bucketOf({ measureHash }: SloRecord, now: number): string {
  return `${floorTo(5, toMinutes(now))} ${measureHash}`;
}
