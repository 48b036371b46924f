import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError, toError } from '@backstage/errors';
import {
  goldLayerSloPushPermission,
  PushResults,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { refuse } from '../../../facts';
import type { Caller } from '../../../http/serve';
import type { ServiceAccess } from '../../../services';
import type { SloRecord } from '../../records';
import type { SlosInForce } from '../SlosInForce';
import type { BucketStore } from '../store/BucketStore';
import { fromMinutes } from '../store/buckets';
import type { PushedInterval, PushStore } from '../store/PushStore';
import type { StatusStore } from '../store/StatusStore';
import { allowedServices } from './allowedServices';
import { Admission, admitIntervals } from './admitIntervals';
import { ParsedInterval, parseInterval } from './parseInterval';
import { countResults } from './countResults';
import {
  coveredUntil,
  spanOfIntervals,
  spreadIntervals,
} from './spreadIntervals';

/** What {@link IntervalPush} works with. */
export interface IntervalPushOptions {
  access: ServiceAccess;
  buckets: BucketStore;
  database: Knex;
  logger: LoggerService;
  pushes: PushStore;
  slos: SlosInForce;
  status: StatusStore;
  /** Works numbers out anew, so that whoever pushed sees them. */
  evaluateNow(nums: number[]): Promise<void>;
  now: () => Date;
}

/** Takes in good and total of intervals that pipelines and batch jobs push. */
export class IntervalPush {
  readonly #options: IntervalPushOptions;

  private constructor(options: IntervalPushOptions) {
    this.#options = options;
  }

  static create(options: IntervalPushOptions): IntervalPush {
    return new IntervalPush(options);
  }

  /**
   * Stores the good items of a push and says of each bad one what is wrong.
   *
   * @throws NotAllowedError if the caller may push about no service at all
   */
  async push(
    items: unknown[],
    options: { credentials: Caller },
  ): Promise<PushResults> {
    const now = this.#options.now();
    const parsed = items.map(item => parseInterval(item, now));
    const records = await this.#records(parsed, options);
    const known = bounded(parsed.map(item => match(item, records)));
    const intervals = known.flatMap(({ interval }) => interval ?? []);
    const used = new Set(intervals.map(({ num }) => num));
    const admissions = await this.#store(
      intervals,
      [...records.values()].filter(({ num }) => used.has(num)),
      now,
    );
    const inOrder = admissions[Symbol.iterator]();
    return countResults(
      known.map(item => {
        const admission = item.interval && inOrder.next().value;
        return admission ?? { outcome: 'refused', reason: item.reason };
      }),
    );
  }

  /** By id: the SLOs that exist, and about whose services the caller may push. */
  async #records(
    parsed: ParsedInterval[],
    { credentials }: { credentials: Caller },
  ): Promise<Map<string, SloRecord>> {
    const { access, database, slos } = this.#options;
    const scope = await access.scope(goldLayerSloPushPermission, {
      credentials,
    });
    if (scope.nothing) {
      throw new NotAllowedError(
        'Pushing intervals needs the permission gold-layer.slo.push',
      );
    }
    const ids = new Set(parsed.flatMap(({ interval }) => interval?.slo ?? []));
    const found = await slos.byIds([...ids]);
    const services = await allowedServices(
      found.map(({ spec }) => spec.service),
      { database, scope },
    );
    return new Map(
      found
        .filter(({ spec }) => services.has(spec.service))
        .map(record => [record.spec.id, record]),
    );
  }

  /**
   * All or nothing, with the SLOs held: what overlaps is decided on what is
   * stored, and buckets are counted anew from all intervals that reach into them.
   */
  async #store(
    intervals: PushedInterval[],
    records: SloRecord[],
    now: Date,
  ): Promise<Admission[]> {
    if (intervals.length === 0) return [];
    const { database, pushes, status } = this.#options;
    const { admissions, changed } = await database.transaction(async tx => {
      await status.hold(tx, records);
      const stored = await pushes.around(tx, intervals);
      const admitted = admitIntervals(intervals, stored);
      const accepted = admitted.flatMap(each =>
        each.outcome === 'accepted' ? each.interval : [],
      );
      await this.#count(tx, accepted, { records, now });
      const nums = new Set(accepted.map(({ num }) => num));
      return { admissions: admitted, changed: [...nums] };
    });
    if (changed.length > 0) await this.#follow(changed);
    return admissions;
  }

  async #count(
    tx: Knex.Transaction,
    accepted: PushedInterval[],
    { records, now }: { records: SloRecord[]; now: Date },
  ): Promise<void> {
    const { buckets, pushes, status } = this.#options;
    const changes = records.flatMap(({ num, spec }) => {
      const own = accepted.filter(each => each.num === num);
      return own.length > 0 ? [{ num, spec, own }] : [];
    });
    if (changes.length === 0) return;
    await pushes.put(tx, lastOfEach(accepted), now.getTime());
    // Each interval's own hours: a late one and one of today are far apart.
    const spans = changes.flatMap(({ num, spec, own }) =>
      mergedSpans(own.map(each => spanOfIntervals([each], spec))).map(span => ({
        num,
        spec,
        ...span,
      })),
    );
    const around = await pushes.around(
      tx,
      spans.map(({ num, from, to }) => ({
        num,
        from: fromMinutes(from),
        to: fromMinutes(to),
      })),
    );
    const counted = spans.flatMap(({ num, spec, from, to }) =>
      spreadIntervals(
        around.filter(each => each.num === num),
        spec,
        { from, to, num, now: Math.floor(now.getTime() / 60_000) },
      ),
    );
    await buckets.within(tx).add(counted);
    await status.pushed(
      tx,
      changes.map(({ num, spec, own }) => ({
        num,
        asOf: Math.max(...own.map(({ to }) => to)),
        measuredUntil: Math.max(...own.map(each => coveredUntil(each, spec))),
      })),
    );
  }

  /** What was pushed is stored and marked, so that nothing is lost if working it out at once fails. */
  async #follow(nums: number[]): Promise<void> {
    const { evaluateNow, logger } = this.#options;
    try {
      await evaluateNow(nums);
    } catch (error) {
      logger.warn(
        `Numbers of SLOs will be worked out later, as working them out after a push failed: ${toError(error).message}`,
      );
    }
  }
}

/** Days that the intervals of one push may cover, all taken together. */
const mostDays = 1000;

type Matched =
  | { interval: PushedInterval; buckets: number; reason?: undefined }
  | { interval?: undefined; reason: string };

function match(
  item: ParsedInterval,
  records: ReadonlyMap<string, SloRecord>,
): Matched {
  if (!item.interval) return item;
  const { slo, ...times } = item.interval;
  const record = records.get(slo);
  if (!record) {
    return refuse('slo', {
      found: slo,
      right: 'the id of an SLO of a service that you may push about',
    });
  }
  const { kind } = record.spec.sli;
  if (kind === 'pushed') {
    const length = coveredUntil(times, record.spec) - times.from;
    const buckets = Math.ceil(length / fromMinutes(5));
    return { interval: { num: record.num, ...times }, buckets };
  }
  return refuse('slo', {
    found: slo,
    right: `an SLO whose numbers are pushed; this one is measured by the portal itself (${kind})`,
  });
}

/** Long intervals of many SLOs are too much at a time: those that are left over may come with another push. */
function bounded(items: readonly Matched[]): Matched[] {
  let left = mostDays * 288;
  return items.map(item => {
    if (!item.interval) return item;
    if (item.buckets > left) {
      return refuse('to', {
        found: new Date(item.interval.to).toISOString(),
        right: `intervals of at most ${mostDays} days in one push, all taken together; push this one with the next`,
      });
    }
    left -= item.buckets;
    return item;
  });
}

/** Of the same interval told twice, the last one counts. */
function lastOfEach(intervals: readonly PushedInterval[]): PushedInterval[] {
  const byKey = new Map(
    intervals.map(each => [`${each.num} ${each.from} ${each.to}`, each]),
  );
  return [...byKey.values()];
}

function mergedSpans<S extends { from: number; to: number }>(
  spans: readonly S[],
): S[] {
  const merged: S[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}
