import { NotFoundError } from '@backstage/errors';
import {
  Person,
  readableRef,
  SloCounters,
  SloRollup,
  SloRow,
  SlosQuery,
} from '@gold-layer/backstage-plugin-common';
import { capitalize, sumBy } from 'lodash';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess } from '../../services';
import { readingOf } from '../documents/steps/readingOf';
import type { RunStore } from '../numbers/store/RunStore';
import type { PartialSloFilter, Reading } from './filterSlos';
import { presentSlo } from './presentSlo';
import type { RollupRow, SloCountStore, SloRollupBy } from './SloCountStore';
import type { SloListStore } from './SloListStore';
import type { KnownSlo } from './sloRows';

/** What {@link SloReader} works with. */
export interface SloReaderOptions {
  access: ServiceAccess;
  counts: SloCountStore;
  list: SloListStore;
  people: People;
  runs: Pick<RunStore, 'find'>;
  now: () => Date;
}

/** Shows SLOs to callers: lists and what they add up to. */
export class SloReader {
  readonly #options: SloReaderOptions;

  private constructor(options: SloReaderOptions) {
    this.#options = options;
  }

  static create(options: SloReaderOptions): SloReader {
    return new SloReader(options);
  }

  /** One page of the list. */
  async list(query: SlosQuery, options: { credentials: Caller }) {
    const { list } = this.#options;
    const reading = await this.reading(options);
    const { items, nextCursor } = await list.page(query, reading);
    const totalItems = await list.count(query, reading);
    return {
      items: await this.present(items),
      totalItems,
      pageInfo: { nextCursor },
    };
  }

  /** How many SLOs stand where. */
  async counters(
    filter: PartialSloFilter,
    options: { credentials: Caller },
  ): Promise<SloCounters> {
    const { counts } = this.#options;
    const reading = await this.reading(options);
    const [found, servicesWithout, brokenDocuments, evaluatedAt] =
      await Promise.all([
        counts.counts(filter, reading),
        counts.servicesWithout(filter, reading),
        counts.brokenDocuments(filter, reading),
        this.#evaluatedAt(),
      ]);
    return {
      total: sumBy(found.states, 'count'),
      ...found,
      servicesWithout,
      brokenDocuments,
      evaluatedAt: evaluatedAt?.toISOString(),
    };
  }

  /** When an evaluation last ran to its end, or the latest numbers that one wrote. */
  async #evaluatedAt(): Promise<Date | undefined> {
    const { counts, runs } = this.#options;
    const run = await runs.find('evaluate');
    return run?.endedAt ?? counts.evaluatedAt();
  }

  /** SLOs by owner, system, domain or tier, worst first. */
  async rollups(
    filter: PartialSloFilter,
    by: SloRollupBy,
    options: { credentials: Caller },
  ): Promise<SloRollup[]> {
    const { counts, people } = this.#options;
    const reading = await this.reading(options);
    const rows = await counts.rollups(filter, by, reading);
    const described =
      by === 'owner'
        ? await people.describe(rows.flatMap(({ key }) => key ?? []))
        : new Map<string, Person>();
    return rows
      .map(row => ({
        ...row,
        title:
          row.title ??
          described.get(row.key ?? '')?.title ??
          titleOf(row.key, by),
      }))
      .sort(compareRollups);
  }

  /**
   * An SLO that the caller may see.
   *
   * @throws NotFoundError if there is none, or the caller may not see its service
   */
  async find(
    id: string,
    options: { credentials: Caller },
  ): Promise<{ slo: KnownSlo; reading: Reading }> {
    const reading = await this.reading(options);
    const slo = await this.#options.list.find(id, reading);
    if (!slo) throw new NotFoundError(`No SLO found with id '${id}'`);
    return { slo, reading };
  }

  /** Several SLOs as rows; names of their owners are read in one go. */
  async present(slos: KnownSlo[]): Promise<SloRow[]> {
    const owners = slos.flatMap(({ service }) => service.owner ?? []);
    const people = await this.#options.people.describe(owners);
    const now = this.#options.now();
    return slos.map(slo => presentSlo(slo, { people, now }));
  }

  /**
   * What the caller may see, and when.
   *
   * @throws NotAllowedError if that is no SLO of any service: an empty list would say that there are none
   */
  async reading(options: { credentials: Caller }): Promise<Reading> {
    return readingOf(options, this.#options);
  }
}

const without: Record<SloRollupBy, string> = {
  owner: 'No single owner',
  system: 'No system',
  domain: 'No domain',
  tier: 'No tier',
};

function titleOf(key: string | undefined, by: SloRollupBy): string {
  if (key === undefined) return without[by];
  return by === 'tier' ? capitalize(key) : readableRef(key);
}

/** Exhausted budgets first, then those at risk, then numbers that nobody can trust, then what is left. */
function compareRollups(
  a: RollupRow & { title: string },
  b: RollupRow & { title: string },
): number {
  const left = (row: RollupRow) => row.worst?.remaining ?? Infinity;
  const ranks = (row: RollupRow) => {
    const count = (...names: string[]) =>
      -sumBy(
        row.states.filter(({ state }) => names.includes(state)),
        'count',
      );
    return [
      count('exhausted'),
      count('at-risk'),
      count('error', 'stale', 'partial', 'no-data', 'invalid'),
    ];
  };
  const [ours, theirs] = [ranks(a), ranks(b)];
  const index = ours.findIndex((rank, place) => rank !== theirs[place]);
  if (index >= 0) return ours[index] - theirs[index];
  if (left(a) !== left(b)) return left(a) < left(b) ? -1 : 1;
  return a.title < b.title ? -1 : 1;
}
