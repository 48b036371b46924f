import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  BreakGlass,
  newBreakGlassSchema,
} from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';
import { refuseUnstorable } from '../../http/refuseUnstorable';
import type { Caller } from '../../http/serve';
import type { Actor, People } from '../../people';
import type { BrokenGlassStore, UsedGlass } from './BrokenGlassStore';
import type { GateNotices } from './GateNotices';
import type { GatePolicies } from './GatePolicies';
import type { GlassRights, OwnedService } from './GlassRights';
import type { GlassTerms } from './glassTerms';
import { presentGlass } from './presentGlass';

/** What {@link GlassDesk} works with. */
export interface GlassDeskOptions {
  glass: BrokenGlassStore;
  notices: GateNotices;
  people: People;
  policies: GatePolicies;
  rights: GlassRights;
  now: () => Date;
}

const hourMs = 3_600_000;

/** Lets services through for some hours, in the name of a person, and ends that before its time. */
export class GlassDesk {
  readonly #options: GlassDeskOptions;

  private constructor(options: GlassDeskOptions) {
    this.#options = options;
  }

  static create(options: GlassDeskOptions): GlassDesk {
    return new GlassDesk(options);
  }

  /**
   * @throws NotAllowedError if the caller is no person, or holds no role that the policy names
   * @throws InputError if it is to last longer than the policy allows
   * @throws ConflictError if it is broken already
   */
  async break(
    asked: z.output<typeof newBreakGlassSchema>,
    options: { credentials: Caller },
  ): Promise<BreakGlass> {
    refuseUnstorable(asked);
    const { glass, notices, policies } = this.#options;
    const ref = asked.service.toLocaleLowerCase('en-US');
    const { actor, service } = await this.#person(ref, options);
    const { terms } = await policies.of(ref);
    await this.#requireRole(actor, service, terms);
    if (asked.hours > terms.longestHours) {
      throw new InputError(
        `body.hours: expected at most ${terms.longestHours}, which is what the policy of the service allows, found ${asked.hours}`,
      );
    }
    const now = this.#options.now().getTime();
    const standing = await glass.inForce(ref, now);
    if (standing) {
      throw new ConflictError(
        `The glass of '${ref}' is broken already until ${new Date(standing.until).toISOString()}; it can be broken again once that is over or ended`,
      );
    }
    const record: UsedGlass = {
      id: randomUUID(),
      service: ref,
      by: actor.ref,
      reason: asked.reason,
      at: now,
      until: now + asked.hours * hourMs,
      used: 0,
    };
    await glass.insert(record);
    const shown = await this.#present(record);
    await notices.broken(shown, service);
    return shown;
  }

  /**
   * Ends it before its time, with whatever else lets its service through. As
   * that only makes things stricter, owners may do it too, and whoever broke it.
   * Answers it with the ids of all that ended.
   *
   * @throws NotFoundError if there is none, or its service is not the caller's to see
   * @throws ConflictError if it is over
   */
  async mend(
    id: string,
    options: { credentials: Caller },
  ): Promise<{ glass: BreakGlass; ended: string[] }> {
    const { glass, notices, people, policies } = this.#options;
    const missing = new NotFoundError(`No broken glass found with id '${id}'`);
    const record = await glass.find(id);
    if (!record) throw missing;
    const { actor, service } = await this.#person(
      record.service,
      options,
    ).catch(error => {
      throw error instanceof NotFoundError ? missing : error;
    });
    const { owns } = await people.membership(actor.ref);
    if (actor.ref !== record.by && !owns(service)) {
      const { terms } = await policies.of(record.service);
      await this.#requireRole(actor, service, terms);
    }
    const now = this.#options.now().getTime();
    const ended = await glass.end(record, actor.ref, now);
    if (ended.length === 0) {
      throw new ConflictError(
        `This broken glass is over already; nothing was changed`,
      );
    }
    const shown = await this.#present({
      ...record,
      endedBy: actor.ref,
      endedAt: now,
    });
    await notices.mended(shown, service, {
      breakers: ended.map(({ by }) => by),
    });
    return { glass: shown, ended: ended.map(each => each.id) };
  }

  async #person(
    ref: string,
    options: { credentials: Caller },
  ): Promise<{ actor: Actor; service: OwnedService }> {
    const { people, rights } = this.#options;
    const service = await rights.require(ref, options);
    const actor = await people.actor(options.credentials);
    if (actor.isUser) return { actor, service };
    throw new NotAllowedError(
      `Glass is broken and mended by people; '${actor.ref}' is a service`,
    );
  }

  async #requireRole(
    actor: Actor,
    service: OwnedService,
    terms: GlassTerms,
  ): Promise<void> {
    const { rights } = this.#options;
    if (await rights.holdsRole(actor, service, terms)) return;
    const titles = rights.roles(terms).map(({ title }) => title);
    throw new NotAllowedError(
      `It takes the role ${titles.join(' or ')}, which you do not hold`,
    );
  }

  async #present(record: UsedGlass): Promise<BreakGlass> {
    const { people } = this.#options;
    const now = this.#options.now().getTime();
    const [shown] = await presentGlass([record], { people, now });
    return shown;
  }
}
