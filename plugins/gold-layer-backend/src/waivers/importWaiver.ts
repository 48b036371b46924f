import { ConflictError, InputError } from '@backstage/errors';
import {
  endOfWaiverDay,
  PastWaiver,
  riskLevel,
  Service,
  waiverApprover,
  waiverEnd,
  WaiverState,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import {
  importedId,
  ImportOutcome,
  isThere,
  Origin,
  PastImporter,
} from '../history';
import type { People } from '../people';
import type { ServiceStore } from '../services';
import type { PolicyInForce } from './PolicyInForce';
import { fromNewWaiver, WaiverRow } from './store/waiverRows';
import { describeThings, ThingsByKind } from './WaivableThings';

/** What {@link WaiverImporter} works with. */
export interface WaiverImporterOptions {
  database: Knex;
  people: Pick<People, 'describe'>;
  policy: PolicyInForce;
  services: Pick<ServiceStore, 'find'>;
  things: ThingsByKind;
  now: () => Date;
}

/** Takes over waivers from before the portal as they were; they end, and are renewed, like any other. */
export class WaiverImporter implements PastImporter<PastWaiver> {
  readonly #options: WaiverImporterOptions;

  private constructor(options: WaiverImporterOptions) {
    this.#options = options;
  }

  static create(options: WaiverImporterOptions): WaiverImporter {
    return new WaiverImporter(options);
  }

  async import(past: PastWaiver, origin: Origin): Promise<ImportOutcome> {
    const { database, services, things } = this.#options;
    const id = importedId(origin, past.key);
    if (await isThere(database, 'waivers', id)) return { status: 'known' };
    const service = await services.find(past.service);
    if (!service) {
      return { status: 'waits', reason: `no service '${past.service}' yet` };
    }
    const [thing] = await describeThings(things, [past]);
    const title = past.title ?? thing?.title;
    if (!title) {
      return { status: 'waits', reason: 'what it is on is not known yet' };
    }
    verify(past);
    const before = await this.#termBefore(past, origin);
    const row = await this.#row(past, { id, service, title, before });
    await this.#refuseSecond(row);
    await database.transaction(async tx => {
      // First, as only one on the same thing may be active.
      if (before && row.state !== 'requested') {
        await tx('waivers')
          .where({ id: before.id })
          .update({ renewed_by: id, state: renewedState(before) });
      }
      await tx('waivers').insert(row);
    });
    return { status: 'imported', service: service.ref };
  }

  /** What was asked for, or accepted, in this portal goes before what is taken over. */
  async #refuseSecond(row: WaiverRow): Promise<void> {
    const { document, item, kind, service_ref, state } = row;
    if (state !== 'requested' && state !== 'active') return;
    const other = await this.#options
      .database<WaiverRow>('waivers')
      .where({ document, item, kind, service_ref, state })
      .first('id');
    if (!other || other.id === row.renewal_of) return;
    throw new ConflictError(
      `A waiver on '${row.title}' of '${service_ref}' is ${state} already`,
    );
  }

  async #termBefore(
    { key, renews }: PastWaiver,
    origin: Origin,
  ): Promise<WaiverRow | undefined> {
    if (renews === undefined) return undefined;
    const row = await this.#options
      .database('waivers')
      .where('id', importedId(origin, renews))
      .first<WaiverRow | undefined>();
    if (row) return row;
    throw new InputError(
      `renews: '${key}' renews '${renews}', which has not been taken over before it`,
    );
  }

  async #row(
    past: PastWaiver,
    around: { id: string; service: Service; title: string; before?: WaiverRow },
  ): Promise<WaiverRow> {
    const { people, policy } = this.#options;
    const { id, service, title, before } = around;
    const { decided, ended, risk } = past;
    const named = [past.requestedBy, ...(decided ? [decided.by] : [])];
    const names = await people.describe(named);
    const titleOf = (ref: string) => names.get(ref)?.title ?? ref;
    const { tier } = service;
    const level = riskLevel(risk);
    const renewal = (before?.renewal ?? -1) + 1;
    const current = policy.current();
    const until = decided?.until ?? past.requestedUntil;
    const endsAt =
      decided?.decision === 'approved'
        ? waiverEnd(current, { tier, until, now: Date.parse(decided.at) })
        : endOfWaiverDay(until);
    const row = fromNewWaiver({
      id,
      service: service.ref,
      serviceTitle: service.title ?? service.name,
      tier,
      owner: service.owner,
      subject: past.subject,
      title,
      risk,
      level,
      requestedBy: past.requestedBy,
      requestedAt: Date.parse(past.requestedAt),
      requestedUntil: past.requestedUntil,
      endsAt,
      approverRole: waiverApprover(current, {
        tier,
        level,
        renewal,
        before: before?.approver_role,
      }),
      renewal,
      renewalOf: before?.id,
      words: named.flatMap(ref => [ref, titleOf(ref)]),
    });
    return {
      ...row,
      state: stateOf(past, endsAt, this.#options.now().getTime()),
      decided_by: decided?.by ?? null,
      decided_title: decided ? titleOf(decided.by) : null,
      decided_at: decided ? Date.parse(decided.at) : null,
      comment: decided?.comment ?? null,
      ended_by: ended?.by ?? null,
      ended_at: ended ? Date.parse(ended.at) : null,
      end_comment: ended?.comment ?? null,
    };
  }
}

function stateOf(
  { decided, ended }: PastWaiver,
  endsAt: number,
  now: number,
): WaiverState {
  if (decided?.decision === 'rejected') return 'rejected';
  if (ended) return decided ? 'revoked' : 'withdrawn';
  if (!decided) return 'requested';
  return endsAt <= now ? 'expired' : 'active';
}

/** An active term gives way to the next; one whose time was over stays so. */
function renewedState({ state }: WaiverRow): WaiverState {
  return state === 'active' ? 'renewed' : state;
}

function verify({ decided, ended, requestedAt, requestedBy }: PastWaiver) {
  if (decided?.by === requestedBy) {
    throw new InputError(
      `decided.by: expected somebody else than '${requestedBy}', who asked for it`,
    );
  }
  if (decided && Date.parse(decided.at) < Date.parse(requestedAt)) {
    throw new InputError(
      `decided.at: expected a time not before ${requestedAt}, found ${decided.at}`,
    );
  }
  if (ended && decided?.decision === 'rejected') {
    throw new InputError('ended: a rejected request cannot be ended');
  }
}
