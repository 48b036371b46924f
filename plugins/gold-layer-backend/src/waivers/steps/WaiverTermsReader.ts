import { InputError, NotFoundError } from '@backstage/errors';
import {
  goldLayerWaiverReadPermission,
  latestWaiverDay,
  renewableDays,
  RiskLevel,
  riskLevels,
  Service,
  waiverApprover,
  waiverRefusal,
  waiverRenewalsLeft,
  WaiverTerms,
  waiverStateAt,
  WaiverSubject,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { ServiceAccess } from '../../services';
import type { Approvers } from '../Approvers';
import type { PolicyInForce } from '../PolicyInForce';
import type { WaivedThing, WaiverStore } from '../store/WaiverStore';
import { describeThings, ThingsByKind } from '../WaivableThings';
import type { WaiverRecord } from '../WaiverRecord';

/** What {@link WaiverTermsReader} works with. */
export interface WaiverTermsOptions {
  access: ServiceAccess;
  approvers: Approvers;
  policy: PolicyInForce;
  store: WaiverStore;
  things: ThingsByKind;
  now: () => Date;
}

/** What a request names, and whether it can be made. */
export interface Askable {
  title: string;
  refusal?: string;
  /** Id of the waiver that refuses a new one, or comes before it. */
  earlier?: string;
  /** The term that counts as the one before. */
  before?: WaiverRecord;
}

/** Says what a waiver on something would need. */
export class WaiverTermsReader {
  readonly #options: WaiverTermsOptions;

  private constructor(options: WaiverTermsOptions) {
    this.#options = options;
  }

  static create(options: WaiverTermsOptions): WaiverTermsReader {
    return new WaiverTermsReader(options);
  }

  /** @throws NotFoundError if there is no such service, check or control */
  async read(
    thing: WaivedThing,
    options: { credentials: Caller },
  ): Promise<WaiverTerms> {
    const { access, approvers, policy } = this.#options;
    const service = await access.require(
      goldLayerWaiverReadPermission,
      thing.service,
      options,
    );
    const { title, refusal, earlier, before } = await this.askable(
      thing,
      service,
    );
    const current = policy.current();
    const approver = (level: RiskLevel) =>
      approvers.describe(
        waiverApprover(current, {
          tier: service.tier,
          level,
          renewal: before ? before.renewal + 1 : 0,
          before: before?.approverRole,
        }),
      );
    const [low, moderate, high, severe] = riskLevels.map(approver);
    return {
      title,
      refusal,
      earlier,
      latest: latestWaiverDay(current, service.tier, this.#now()),
      approvers: { low, moderate, high, severe },
      renewalsLeft: waiverRenewalsLeft(current, before?.renewal ?? 0),
    };
  }

  /** Whether a first waiver on something can be asked for now. */
  async askable(thing: WaivedThing, service: Service): Promise<Askable> {
    const { store } = this.#options;
    const standing = await this.#standing(thing, service);
    const refusal = waiverRefusal(standing.state);
    if (refusal) return { title: standing.title, refusal };
    const requested = await store.requested(thing);
    if (requested) {
      return {
        title: standing.title,
        earlier: requested.id,
        refusal: 'A waiver was asked for already and waits for a decision.',
      };
    }
    const before = await this.#termBefore(thing);
    return {
      title: standing.title,
      earlier: before?.id,
      before,
      refusal: before && this.#renewInstead(before),
    };
  }

  /** Whether what an earlier waiver is on can still be waived. */
  async renewable(thing: WaivedThing, service: Service): Promise<Askable> {
    const { title, state } = await this.#standing(thing, service);
    return { title, refusal: waiverRefusal(state) };
  }

  async #standing(thing: WaivedThing, service: Service) {
    const [found] = await describeThings(this.#options.things, [thing]);
    if (found) return found;
    throw new NotFoundError(
      `No ${nameOf(thing.subject)} is known for '${service.ref}'`,
    );
  }

  /** An active term, or one that ended lately, by itself or revoked. */
  async #termBefore(thing: WaivedThing): Promise<WaiverRecord | undefined> {
    const last = await this.#options.store.lastTerm(thing);
    if (!last || last.renewedBy) return undefined;
    const sinceEnd = this.#now() - endOf(last);
    return sinceEnd <= renewableDays * 24 * 3600 * 1000 ? last : undefined;
  }

  /** What was revoked is asked for anew, as the next term: otherwise revoking would start the ladder from below. */
  #renewInstead(before: WaiverRecord): string | undefined {
    const day = new Date(endOf(before)).toISOString().slice(0, 10);
    const isActive = waiverStateAt(before, this.#now()) === 'active';
    const standing = isActive
      ? `It is waived until ${day}`
      : `It was waived until ${day}`;
    if (before.renewal >= this.#options.policy.current().renewals) {
      return `${standing} and cannot be renewed any more; the cause has to be put right.`;
    }
    return before.state === 'revoked'
      ? undefined
      : `${standing}; renew that waiver instead.`;
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}

/**
 * The check or control that a query names.
 *
 * @throws InputError if it names none, or more than one
 */
export function subjectOf(query: {
  scorecard?: string;
  check?: string;
  checklist?: string;
  control?: string;
}): WaiverSubject {
  const { scorecard, check, checklist, control } = query;
  const isCheck = scorecard !== undefined && check !== undefined;
  const isControl = checklist !== undefined && control !== undefined;
  const named = [scorecard, check, checklist, control].filter(
    name => name !== undefined,
  );
  if (named.length === 2 && isCheck) return { kind: 'check', scorecard, check };
  if (named.length === 2 && isControl) {
    return { kind: 'control', checklist, control };
  }
  throw new InputError(
    `query: expected scorecard and check, or checklist and control, found ${JSON.stringify({ scorecard, check, checklist, control })}`,
  );
}

/** When a term was over, in milliseconds. */
function endOf({ endedAt, endsAt }: WaiverRecord): number {
  return endedAt ?? endsAt;
}

function nameOf(subject: WaiverSubject): string {
  return subject.kind === 'check'
    ? `check '${subject.check}' of scorecard '${subject.scorecard}'`
    : `control '${subject.control}' of checklist '${subject.checklist}'`;
}
