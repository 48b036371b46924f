import { ConflictError, NotFoundError } from '@backstage/errors';
import type { WaiverSubject } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { NewWaiver, WaiverRecord } from '../WaiverRecord';
import { selectWaivers, withOwners } from './readWaivers';
import { fromNewWaiver, fromSubject, WaiverRow } from './waiverRows';

/** What a waiver is on. */
export interface WaivedThing {
  service: string;
  subject: WaiverSubject;
}

/** Columns that a change may set; the version and its time are set besides. */
export type WaiverChange = Partial<
  Pick<
    WaiverRow,
    | 'state'
    | 'tier'
    | 'ends_at'
    | 'approver_role'
    | 'decided_by'
    | 'decided_title'
    | 'decided_at'
    | 'comment'
    | 'ended_by'
    | 'ended_at'
    | 'end_comment'
    | 'renewed_by'
  >
>;

/**
 * Waivers in the database. A change names the version it saw and fails if
 * another came first; unique indexes keep a check or control from being asked
 * for, or waived, twice at once.
 */
export class WaiverStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): WaiverStore {
    return new WaiverStore(options.database);
  }

  transaction<T>(work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#knex.transaction(work);
  }

  /** @throws NotFoundError if there is none */
  async get(id: string): Promise<WaiverRecord> {
    const [found] = await this.#read(query => query.where('waivers.id', id));
    if (found) return found;
    throw new NotFoundError(`No waiver found with id '${id}'`);
  }

  /** The open request on something, if there is one. */
  async requested(thing: WaivedThing): Promise<WaiverRecord | undefined> {
    const [found] = await this.#read(query =>
      query.where(columnsOf(thing)).where('waivers.state', 'requested'),
    );
    return found;
  }

  /** The term last approved on something, if there is one; also if it was revoked. */
  async lastTerm(thing: WaivedThing): Promise<WaiverRecord | undefined> {
    const [found] = await this.#read(query =>
      query
        .where(columnsOf(thing))
        .whereIn('waivers.state', ['active', 'expired', 'revoked'])
        .orderBy([
          { column: 'waivers.decided_at', order: 'desc' },
          { column: 'waivers.renewal', order: 'desc' },
        ])
        .limit(1),
    );
    return found;
  }

  /** Active waivers whose end comes before a moment; the soonest first. */
  async endingBefore(time: number, limit: number): Promise<WaiverRecord[]> {
    return this.#read(query =>
      query
        .where('waivers.state', 'active')
        .where('waivers.ends_at', '<=', time)
        .orderBy(['waivers.ends_at', 'waivers.id'])
        .limit(limit),
    );
  }

  /** @throws ConflictError if the same was asked for a moment before */
  async insert(waiver: NewWaiver): Promise<void> {
    try {
      await this.#knex('waivers').insert(fromNewWaiver(waiver));
    } catch (error) {
      if (await this.requested(waiver)) {
        throw new ConflictError(
          `A waiver on '${waiver.title}' was asked for a moment ago and waits for a decision`,
        );
      }
      throw error;
    }
  }

  /** @throws ConflictError if it is no longer at the version seen */
  async change(
    seen: Pick<WaiverRecord, 'id' | 'version'>,
    change: WaiverChange,
    { tx, now }: { tx: Knex.Transaction; now: number },
  ): Promise<void> {
    const changed = await tx('waivers')
      .where({ id: seen.id, version: seen.version })
      .update({ ...change, version: seen.version + 1, changed_at: now });
    if (changed > 0) return;
    const row = await tx('waivers').where({ id: seen.id }).first('version');
    throw new ConflictError(
      `The waiver has changed meanwhile: you saw version ${seen.version}, it is at ${row?.version ?? 'none'}; look at it again`,
    );
  }

  /** Notes that waivers are over; answers the ids of those that nobody else has ended meanwhile. */
  async expire(
    waivers: Pick<WaiverRecord, 'id'>[],
    { tx, now }: { tx: Knex.Transaction; now: number },
  ): Promise<Set<string>> {
    const ids: { id: string }[] = await tx('waivers')
      .whereIn(
        'id',
        waivers.map(({ id }) => id),
      )
      .where({ state: 'active' })
      .where('ends_at', '<=', now)
      .update({
        state: 'expired',
        version: tx.raw('version + 1'),
        changed_at: now,
      })
      .returning('id');
    return new Set(ids.map(({ id }) => id));
  }

  /**
   * Ends the term before a renewal that begins: 'renewed', or 'expired' if its
   * time was over. An active one of other descent that time has ended is noted
   * as such, so that it is not in the way.
   */
  async endTermBefore(
    next: WaiverRecord,
    { tx, now }: { tx: Knex.Transaction; now: number },
  ): Promise<void> {
    const bump = { version: tx.raw('version + 1'), changed_at: now };
    await tx('waivers')
      .where(columnsOf(next))
      .where({ state: 'active' })
      .where('ends_at', '<=', now)
      .update({ ...bump, state: 'expired' });
    if (!next.renewalOf) return;
    await tx('waivers')
      .where({ id: next.renewalOf, state: 'active' })
      .update({ ...bump, state: 'renewed' });
    await tx('waivers')
      .where({ id: next.renewalOf })
      .update({ renewed_by: next.id });
  }

  /** Ids among those given for which a next term waits for a decision. */
  async withRenewalAsked(ids: string[]): Promise<Set<string>> {
    const found = await this.#knex('waivers')
      .whereIn('renewal_of', ids)
      .where({ state: 'requested' })
      .pluck<string[]>('renewal_of');
    return new Set(found);
  }

  async #read(
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<WaiverRecord[]> {
    const query = this.#knex('waivers').leftJoin(
      'services',
      'services.ref',
      'waivers.service_ref',
    );
    return withOwners(this.#knex, await narrow(selectWaivers(query)));
  }
}

function columnsOf({ service, subject }: WaivedThing) {
  const { kind, document, item } = fromSubject(subject);
  return {
    'waivers.service_ref': service,
    'waivers.kind': kind,
    'waivers.document': document,
    'waivers.item': item,
  };
}
