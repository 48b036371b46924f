import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import {
  declaredAfterwards,
  Exclusion,
  exclusionProblems,
  goldLayerSloEditPermission,
  goldLayerSloReadPermission,
  newExclusionSchema,
  nextOccurrence,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';
import type { Caller } from '../../../http/serve';
import { refuseUnstorable } from '../../../http/refuseUnstorable';
import type { People } from '../../../people';
import type { ServiceAccess } from '../../../services';
import type { SlosInForce } from '../SlosInForce';
import type {
  ExclusionsQuery,
  ExclusionStore,
  StoredExclusion,
} from '../store/ExclusionStore';
import type { StatusStore } from '../store/StatusStore';

type NewExclusion = z.output<typeof newExclusionSchema>;

/** Those in force are looked at whenever numbers are worked out, recurring ones occurrence by occurrence. */
const most = { all: 200, recurring: 20 };

const dayMs = 24 * 3600_000;
/** Numbers are kept no longer. */
const keptDays = 400;
const furthestDays = 5 * 365;

/** What {@link ExclusionDesk} works with. */
export interface ExclusionDeskOptions {
  access: ServiceAccess;
  exclusions: ExclusionStore;
  logger: LoggerService;
  people: People;
  slos: SlosInForce;
  status: StatusStore;
  evaluateNow(nums: number[]): Promise<void>;
  now: () => Date;
}

/** Where planned time is declared, listed and taken back. */
export class ExclusionDesk {
  readonly #options: ExclusionDeskOptions;

  private constructor(options: ExclusionDeskOptions) {
    this.#options = options;
  }

  static create(options: ExclusionDeskOptions): ExclusionDesk {
    return new ExclusionDesk(options);
  }

  /** One page of the planned time in force of services the caller may see, newest first. */
  async list(
    { service, slo, ...page }: ExclusionsQuery,
    options: { credentials: Caller },
  ): Promise<RouteOutput<'listSloExclusions'>> {
    const { access, exclusions } = this.#options;
    const scope = await access.scope(goldLayerSloReadPermission, options);
    if (scope.nothing) {
      throw new NotAllowedError(
        'Reading exclusions needs the permission gold-layer.slo.read',
      );
    }
    const query = {
      ...page,
      service: service?.toLocaleLowerCase('en-US'),
      slo: slo?.toLocaleLowerCase('en-US'),
    };
    const { items, nextCursor } = await exclusions.page(query, scope);
    return {
      items: items.map(each => this.#present(each)),
      totalItems: await exclusions.count(query, scope),
      pageInfo: { nextCursor },
    };
  }

  /**
   * @throws NotFoundError if there is no such service
   * @throws InputError naming the field if the times make no sense, or the SLO is another service's
   */
  async add(
    body: NewExclusion,
    options: { credentials: Caller },
  ): Promise<Exclusion> {
    refuseUnstorable(body);
    const { access, exclusions, people, now } = this.#options;
    const service = await access.require(
      goldLayerSloEditPermission,
      body.service.toLocaleLowerCase('en-US'),
      options,
    );
    const [problem] = exclusionProblems(body);
    if (problem) {
      throw new InputError(
        `body.${problem.path}: found ${problem.found}, expected ${problem.allowed}`,
      );
    }
    this.#requireNear(body.from);
    await this.#requireRoom(service.ref, body);
    const slo = body.slo?.toLocaleLowerCase('en-US');
    if (slo !== undefined) await this.#requireSlo(slo, service.ref);
    const actor = await people.actor(options.credentials);
    const exclusion: StoredExclusion = {
      ...body,
      id: randomUUID(),
      service: service.ref,
      slo,
      from: new Date(body.from).toISOString(),
      to: body.to && new Date(body.to).toISOString(),
      createdBy: actor.ref,
      createdAt: now().toISOString(),
    };
    await exclusions.add(exclusion);
    await this.#follow(exclusion);
    return this.#present(exclusion);
  }

  /**
   * It is as if it had never been: numbers are worked out anew.
   *
   * @throws NotFoundError if there is none of that id in force
   */
  async end(
    id: string,
    options: { credentials: Caller },
  ): Promise<StoredExclusion> {
    const { access, exclusions, people, now } = this.#options;
    const found = await exclusions.find(id);
    if (!found) throw new NotFoundError(`No exclusion found with id '${id}'`);
    await access.require(goldLayerSloEditPermission, found.service, options);
    const { ref } = await people.actor(options.credentials);
    if (await exclusions.end(id, { ref, at: now() })) {
      await this.#follow(found);
    }
    return found;
  }

  #requireNear(from: string): void {
    const days = (Date.parse(from) - this.#options.now().getTime()) / dayMs;
    if (days >= -keptDays && days <= furthestDays) return;
    throw new InputError(
      `body.from: found ${from}, expected a time of the last ${keptDays} days, as numbers are kept no longer, or of the next five years`,
    );
  }

  /** Those that are over for longer than numbers are kept do not count. */
  async #requireRoom(service: string, { rule }: NewExclusion): Promise<void> {
    const { exclusions, now } = this.#options;
    const oldest = now().getTime() - keptDays * dayMs;
    const inForce = (await exclusions.ofServices([service])).filter(
      ({ to }) => to === undefined || Date.parse(to) > oldest,
    );
    const recurring = inForce.filter(each => each.rule !== undefined);
    if (rule !== undefined && recurring.length >= most.recurring) {
      throw new InputError(
        `body.rule: found ${recurring.length} recurring exclusions of ${service} in force, expected fewer than ${most.recurring}; take one back first`,
      );
    }
    if (inForce.length < most.all) return;
    throw new InputError(
      `body.service: found ${inForce.length} exclusions of ${service} in force, expected fewer than ${most.all}; take one back, or declare one that recurs`,
    );
  }

  async #requireSlo(id: string, service: string): Promise<void> {
    const found = await this.#options.slos.ofServices([service]);
    if (found.some(({ spec }) => spec.id === id)) return;
    throw new InputError(
      `body.slo: found '${id}', expected an SLO of ${service}`,
    );
  }

  /** It is stored and marked, so that nothing is lost if working it out at once fails. */
  async #follow({ service, slo }: StoredExclusion): Promise<void> {
    const { evaluateNow, logger, slos, status } = this.#options;
    const concerned = (await slos.ofServices([service])).flatMap(
      ({ num, spec }) => (slo === undefined || slo === spec.id ? num : []),
    );
    await status.mark(concerned);
    try {
      await evaluateNow(concerned);
    } catch (error) {
      logger.warn(
        `Numbers of SLOs will be worked out later, as working them out after an exclusion failed: ${toError(error).message}`,
      );
    }
  }

  #present(exclusion: StoredExclusion): Exclusion {
    const next = nextOccurrence(exclusion, this.#options.now());
    return {
      ...exclusion,
      ...(declaredAfterwards(exclusion) && { afterwards: true }),
      next: next && {
        from: next.from.toISOString(),
        to: next.to.toISOString(),
      },
    };
  }
}
