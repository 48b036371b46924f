import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  endOfWaiverDay,
  goldLayerWaiverRequestPermission,
  RequestWaiver,
  Risk,
  riskLevel,
  Service,
  Waiver,
  waiverApprover,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { refuseUnstorable } from '../../http/refuseUnstorable';
import type { Actor, People } from '../../people';
import type { ServiceAccess } from '../../services';
import type { PolicyInForce } from '../PolicyInForce';
import type { WaiverReader } from '../reading/WaiverReader';
import type { WaiverStore } from '../store/WaiverStore';
import type { WaiverNotices } from '../WaiverNotices';
import type { NewWaiver, WaiverRecord } from '../WaiverRecord';
import { checkUntil } from './checkUntil';
import { requireAllowed, requireVersion } from './requireAllowed';
import type { WaiverTermsReader } from './WaiverTermsReader';

/** What {@link WaiverRequests} works with. */
export interface WaiverRequestsOptions {
  access: ServiceAccess;
  notices: WaiverNotices;
  people: People;
  policy: PolicyInForce;
  reader: WaiverReader;
  store: WaiverStore;
  terms: WaiverTermsReader;
  now: () => Date;
}

/** Takes requests for waivers and for further terms. */
export class WaiverRequests {
  readonly #options: WaiverRequestsOptions;

  private constructor(options: WaiverRequestsOptions) {
    this.#options = options;
  }

  static create(options: WaiverRequestsOptions): WaiverRequests {
    return new WaiverRequests(options);
  }

  /**
   * @throws NotFoundError if there is no such service, check or control
   * @throws InputError if there is nothing to waive, or the end lies too far off
   * @throws ConflictError if it is waived or asked for already
   */
  async request(
    body: RequestWaiver,
    options: { credentials: Caller },
  ): Promise<Waiver> {
    refuseUnstorable(body);
    const { terms } = this.#options;
    const { actor, service } = await this.#ask(body.service, options);
    const thing = { service: service.ref, subject: body.subject };
    const asked = await terms.askable(thing, service);
    const { title, refusal, before } = asked;
    if (refusal) {
      throw new (asked.earlier ? ConflictError : InputError)(
        `body.subject: ${refusal}`,
      );
    }
    const renewal = before ? before.renewal + 1 : 0;
    const { risk, until } = body;
    return this.#insert(
      { ...thing, title, renewal, before, risk, until },
      { actor, service, options },
    );
  }

  /**
   * Asks for one more term; answers the request.
   *
   * @throws ConflictError if the waiver changed since it was seen
   */
  async renew(
    id: string,
    body: { version: number; risk: Risk; until: string },
    options: { credentials: Caller },
  ): Promise<Waiver> {
    refuseUnstorable(body);
    const { reader, terms } = this.#options;
    const record = await reader.find(id, options);
    requireVersion(record, body);
    const [seen] = await reader.present([record], options);
    requireAllowed(seen.may.renew, 'renewed');
    const { actor, service } = await this.#ask(record.service, options);
    const { title, refusal } = await terms.renewable(record, service);
    if (refusal) throw new InputError(refusal);
    return this.#insert(
      {
        service: record.service,
        subject: record.subject,
        title,
        renewal: record.renewal + 1,
        before: record,
        risk: body.risk,
        until: body.until,
      },
      { actor, service, options },
    );
  }

  async #ask(
    ref: string,
    options: { credentials: Caller },
  ): Promise<{ actor: Actor; service: Service }> {
    const { access, people } = this.#options;
    const service = await access.require(
      goldLayerWaiverRequestPermission,
      ref.toLocaleLowerCase('en-US'),
      options,
    );
    const actor = await people.actor(options.credentials);
    if (actor.isUser) return { actor, service };
    throw new NotAllowedError(
      `A waiver is asked for by a person; '${actor.ref}' is a service`,
    );
  }

  async #insert(
    asked: Pick<
      NewWaiver,
      'service' | 'subject' | 'title' | 'renewal' | 'risk'
    > & {
      until: string;
      before?: WaiverRecord;
    },
    by: { actor: Actor; service: Service; options: { credentials: Caller } },
  ): Promise<Waiver> {
    const { notices, policy, reader, store } = this.#options;
    const { actor, service, options } = by;
    const { until, before, ...rest } = asked;
    const current = policy.current();
    const now = this.#options.now().getTime();
    const { tier } = service;
    checkUntil(current, { until, tier, now });
    const level = riskLevel(asked.risk);
    const id = randomUUID();
    await store.insert({
      ...rest,
      id,
      serviceTitle: service.title ?? service.name,
      tier,
      owner: service.owner,
      level,
      requestedBy: actor.ref,
      requestedAt: now,
      requestedUntil: until,
      endsAt: endOfWaiverDay(until),
      approverRole: waiverApprover(current, {
        tier,
        level,
        renewal: asked.renewal,
        before: before?.approverRole,
      }),
      renewalOf: before?.id,
      words: [actor.ref, actor.title],
    });
    const record = await store.get(id);
    await notices.requested(current, record);
    return reader.presentOne(record, options);
  }
}
