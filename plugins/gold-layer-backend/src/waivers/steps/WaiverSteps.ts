import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import {
  endOfWaiverDay,
  Waiver,
  waiverEnd,
  WaiverPolicy,
} from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';
import type {
  decideWaiverSchema,
  endWaiverSchema,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { refuseUnstorable } from '../../http/refuseUnstorable';
import type { Actor, People } from '../../people';
import type { ServiceChanges } from '../../services';
import type { Approvers } from '../Approvers';
import type { PolicyInForce } from '../PolicyInForce';
import type { WaiverReader } from '../reading/WaiverReader';
import type { WaiverChange, WaiverStore } from '../store/WaiverStore';
import type { WaiverNotices } from '../WaiverNotices';
import type { WaiverRecord } from '../WaiverRecord';
import { requireAllowed, requireVersion } from './requireAllowed';

/** What {@link WaiverSteps} works with. */
export interface WaiverStepsOptions {
  approvers: Approvers;
  changes: ServiceChanges;
  logger: LoggerService;
  notices: WaiverNotices;
  people: People;
  policy: PolicyInForce;
  reader: WaiverReader;
  store: WaiverStore;
  /** Brings facts and results of services up to date whose waivers have changed. */
  afterChange(services: string[]): Promise<void>;
  now: () => Date;
}

type Decision = z.output<typeof decideWaiverSchema>;
type Ending = z.output<typeof endWaiverSchema>;

/**
 * Decides on waivers and ends them. What such a step changes for the service
 * is scored at once; its mark is written with the step, so that scoring
 * happens even if that fails.
 */
export class WaiverSteps {
  readonly #options: WaiverStepsOptions;

  private constructor(options: WaiverStepsOptions) {
    this.#options = options;
  }

  static create(options: WaiverStepsOptions): WaiverSteps {
    return new WaiverSteps(options);
  }

  /**
   * @throws NotAllowedError if the caller may not decide on it
   * @throws ConflictError if it changed since it was seen
   */
  async decide(
    id: string,
    body: Decision,
    options: { credentials: Caller },
  ): Promise<Waiver> {
    const record = await this.#begin(id, body, options);
    const { notices, people, policy } = this.#options;
    const [seen] = await this.#options.reader.present([record], options);
    requireAllowed(seen.may.decide, 'decided');
    const actor = await people.actor(options.credentials);
    const now = this.#now();
    const approved = body.decision === 'approved';
    if (!approved && !body.comment) {
      throw new InputError(
        'body.comment: expected why the risk is not accepted, found nothing',
      );
    }
    const current = policy.current();
    const changed = await this.#apply(record, {
      state: approved ? 'active' : 'rejected',
      // The tier whose longest time the end keeps to; a higher one shortens it later.
      tier: record.tier,
      ends_at: approved ? endOf(current, record, { body, now }) : record.endsAt,
      approver_role: this.#options.approvers.role(current, record),
      decided_by: actor.ref,
      decided_title: actor.title,
      decided_at: now,
      comment: body.comment ?? null,
    });
    await notices.decided(changed, actor);
    return this.#options.reader.presentOne(changed, options);
  }

  /** Ends an active waiver at once. */
  async revoke(
    id: string,
    body: Ending,
    options: { credentials: Caller },
  ): Promise<Waiver> {
    const record = await this.#begin(id, body, options);
    const [seen] = await this.#options.reader.present([record], options);
    requireAllowed(seen.may.revoke, 'revoked');
    const { changed, actor } = await this.#end(
      record,
      { state: 'revoked', comment: body.comment },
      options,
    );
    await this.#options.notices.revoked(changed, actor);
    return this.#options.reader.presentOne(changed, options);
  }

  /** Takes back a request. */
  async withdraw(
    id: string,
    body: Ending,
    options: { credentials: Caller },
  ): Promise<Waiver> {
    const record = await this.#begin(id, body, options);
    const [seen] = await this.#options.reader.present([record], options);
    requireAllowed(seen.may.withdraw, 'withdrawn');
    const { changed } = await this.#end(
      record,
      { state: 'withdrawn', comment: body.comment },
      options,
    );
    return this.#options.reader.presentOne(changed, options);
  }

  async #begin(
    id: string,
    body: { version: number },
    options: { credentials: Caller },
  ): Promise<WaiverRecord> {
    refuseUnstorable(body);
    const record = await this.#options.reader.find(id, options);
    requireVersion(record, body);
    return record;
  }

  async #end(
    record: WaiverRecord,
    end: { state: 'revoked' | 'withdrawn'; comment: string },
    options: { credentials: Caller },
  ): Promise<{ changed: WaiverRecord; actor: Actor }> {
    const actor = await this.#options.people.actor(options.credentials);
    const changed = await this.#apply(record, {
      state: end.state,
      ended_by: actor.ref,
      ended_at: this.#now(),
      end_comment: end.comment,
    });
    return { changed, actor };
  }

  async #apply(
    record: WaiverRecord,
    change: WaiverChange,
  ): Promise<WaiverRecord> {
    const { changes, store } = this.#options;
    const now = this.#now();
    await store.transaction(async tx => {
      if (change.state === 'active') {
        await store.endTermBefore(record, { tx, now });
      }
      await store.change(record, change, { tx, now });
      await changes.mark([record.service], { tx });
    });
    await this.#follow(record.service);
    return store.get(record.id);
  }

  async #follow(service: string): Promise<void> {
    const { afterChange, logger } = this.#options;
    try {
      await afterChange([service]);
    } catch (error) {
      logger.warn(
        `'${service}' will be scored later, as scoring it after a change of a waiver failed: ${toError(error).message}`,
      );
    }
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}

/** When an approval given now ends; the approver may shorten what was asked for. */
function endOf(
  policy: WaiverPolicy,
  record: WaiverRecord,
  { body, now }: { body: Decision; now: number },
): number {
  const { until = record.requestedUntil } = body;
  const today = new Date(now).toISOString().slice(0, 10);
  if (until > record.requestedUntil) {
    throw new InputError(
      `body.until: expected no later day than was asked for, ${record.requestedUntil}, found ${until}`,
    );
  }
  if (endOfWaiverDay(until) <= now) {
    throw new InputError(
      `body.until: expected ${today} or a later day, found ${until}; a request whose time has passed has to be made anew`,
    );
  }
  return waiverEnd(policy, { tier: record.tier, until, now });
}
