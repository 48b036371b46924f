import { tiers } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { Shortened, WaiverRecord } from '../WaiverRecord';
import { selectWaivers, withOwners } from './readWaivers';

/** A waiver that a higher tier lets end earlier. */
export type ShorterWaiver = WaiverRecord & { shortened: Shortened };

/**
 * Active waivers whose services have come to a higher tier. A waiver's own
 * column `tier` names the last one whose longest time its end keeps to, so each
 * rise is followed once. A service that names no tier for a while has not
 * risen: a slip in a file must not cut what cannot be given back.
 */
export class TierRises {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): TierRises {
    return new TierRises(options.database);
  }

  transaction<T>(work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#knex.transaction(work);
  }

  /** Those that have not been followed yet, with the tier of today. One statement, and one for owners. */
  async find(
    now: number,
    { limit }: { limit: number },
  ): Promise<WaiverRecord[]> {
    const query = this.#knex('waivers')
      .innerJoin('services', 'services.ref', 'waivers.service_ref')
      .where('waivers.state', 'active')
      .where('waivers.ends_at', '>', now)
      .where(any => {
        for (const [rank, tier] of tiers.entries()) {
          any.orWhere(risen =>
            risen
              .where('services.tier', tier)
              .whereIn('waivers.tier', tiers.slice(rank + 1)),
          );
        }
      })
      .orderBy('waivers.id')
      .limit(limit);
    return withOwners(this.#knex, await selectWaivers(query));
  }

  /** Notes tiers that leave the end where it is. */
  async note(waivers: WaiverRecord[]): Promise<void> {
    if (waivers.length === 0) return;
    await this.#knex('waivers')
      .whereIn('id', idsOf(waivers))
      .where({ state: 'active' })
      .update({ tier: this.#byId(waivers, '?', ({ tier }) => tier) });
  }

  /**
   * Writes new ends in one statement. Only what is still active is touched; its
   * end changes in no other way while it is, so no version need be compared.
   * Answers the ids written.
   */
  async shorten(
    waivers: ShorterWaiver[],
    { tx, now }: { tx: Knex.Transaction; now: number },
  ): Promise<Set<string>> {
    const rows: { id: string }[] = await tx('waivers')
      .whereIn('id', idsOf(waivers))
      .where({ state: 'active' })
      .update({
        tier: this.#byId(waivers, '?', ({ tier }) => tier),
        ends_at: this.#byId(
          waivers,
          'cast(? as bigint)',
          ({ endsAt }) => endsAt,
        ),
        shortened: this.#byId(waivers, '?', ({ shortened }) =>
          JSON.stringify(shortened),
        ),
        version: tx.raw('version + 1'),
        changed_at: now,
      })
      .returning('id');
    return new Set(rows.map(({ id }) => id));
  }

  /** A value for each waiver, with two bindings. */
  #byId<W extends WaiverRecord>(
    waivers: W[],
    binding: string,
    valueOf: (waiver: W) => string | number,
  ): Knex.Raw {
    return this.#knex.raw(
      `case id ${waivers.map(() => `when ? then ${binding}`).join(' ')} end`,
      waivers.flatMap(waiver => [waiver.id, valueOf(waiver)]),
    );
  }
}

function idsOf(waivers: WaiverRecord[]): string[] {
  return waivers.map(({ id }) => id);
}
