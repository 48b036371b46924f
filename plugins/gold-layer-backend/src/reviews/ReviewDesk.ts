import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  goldLayerReviewReadPermission,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { FactStore } from '../facts';
import type { Caller } from '../http/serve';
import type { Notices } from '../notices/Notices';
import type { Actor, Membership, Owned, People } from '../people';
import type { ServiceAccess, ServiceStore } from '../services';
import type { Checklists } from './checklists/Checklists';
import type { CompiledChecklist } from './checklists/compileChecklist';
import {
  EvaluatedControl,
  evaluateControls,
} from './checklists/evaluateControls';
import type {
  CheckStates,
  ControlWaiver,
  ControlWaivers,
} from './ControlWaivers';
import type { StoredReview } from './records';
import type { ReviewChange } from './store/ReviewChange';
import type { ChangeOptions, ReviewStore } from './store/ReviewStore';

/** What {@link ReviewDesk} works with. */
export interface ReviewDeskOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  checklists: Checklists;
  checks: CheckStates;
  database: Knex;
  facts: FactStore;
  notices: Notices;
  people: People;
  services: ServiceStore;
  store: ReviewStore;
  waivers: ControlWaivers;
  /** Publishes what reviews say about services as facts. */
  publish(services: string[]): Promise<void>;
  now(): Date;
}

/** Everything around one review that a call rests on, read before anything is changed. */
export interface DeskCall {
  review: StoredReview;
  /** Absent once the service has left the catalog. */
  service?: Service;
  owned: Owned;
  checklist: CompiledChecklist;
  waivers: ControlWaiver[];
  actor: Actor;
  membership: Membership;
  /** Milliseconds. */
  now: number;
}

/** A call on a service that the catalog has. */
export type WriteCall = DeskCall & { service: Service };

/** Where every call on a review begins: who calls, whether they may, and what there is to know. */
export class ReviewDesk {
  readonly options: ReviewDeskOptions;

  private constructor(options: ReviewDeskOptions) {
    this.options = options;
  }

  static create(options: ReviewDeskOptions): ReviewDesk {
    return new ReviewDesk(options);
  }

  now(): number {
    return this.options.now().getTime();
  }

  /**
   * A review that the caller may read.
   *
   * @throws NotFoundError if there is none, or not for this caller
   */
  async forReading(
    id: string,
    options: { credentials: Caller },
  ): Promise<DeskCall> {
    const { people, services, store } = this.options;
    const review = await store.find(id);
    if (!review) throw noReview(id);
    const service = await services.find(review.service);
    const actor = await people.actor(options.credentials);
    const membership = await people.membership(actor.ref);
    const owned = await this.#owned(review, service);
    if (service) await this.#requireReading(review, options);
    else if (
      !(await this.#mayReadVanished(
        review,
        { actor, membership, owned },
        options,
      ))
    ) {
      throw noReview(id);
    }
    return {
      review,
      service,
      owned,
      actor,
      membership,
      checklist: await this.options.checklists.pinned(review),
      waivers: await this.options.waivers.activeFor([review.service]),
      now: this.now(),
    };
  }

  /**
   * A review that the caller may change by virtue of a permission.
   *
   * @throws NotFoundError if there is none, or not for this caller
   * @throws NotAllowedError if the caller lacks the permission
   * @throws ConflictError if the service has left the catalog
   */
  async forWriting(
    id: string,
    permission: ResourcePermission,
    options: { credentials: Caller },
  ): Promise<WriteCall> {
    const call = await this.forReading(id, options);
    const { review, service } = call;
    if (!service) {
      throw new ConflictError(
        `'${review.service}' has left the catalog; its review can only be read`,
      );
    }
    await this.options.access.require(permission, review.service, options);
    return { ...call, service };
  }

  /** Whether the caller holds a permission on the service of a review. */
  async holds(
    permission: ResourcePermission,
    { service }: Pick<DeskCall, 'service'>,
    { credentials }: { credentials: Caller },
  ): Promise<boolean> {
    if (!service) return false;
    const { access, database } = this.options;
    const scope = await access.scope(permission, { credentials });
    if (scope.nothing || scope.everything) return scope.everything;
    const query = database('services')
      .where('services.ref', service.ref)
      .pluck('services.ref');
    return (await scope.restrict(query)).length > 0;
  }

  /** What the portal knows about every control at this moment. */
  async evaluate(
    service: Service,
    checklist: CompiledChecklist,
  ): Promise<Map<string, EvaluatedControl>> {
    const facts = await this.options.facts.factsOf([service.ref]);
    return evaluateControls(checklist, {
      service,
      facts: facts.get(service.ref) ?? [],
      now: this.options.now(),
    });
  }

  /**
   * Changes a review, provided it is still pinned to the checklist that the
   * call was read with. Within the work nothing but the change's own
   * transaction may reach the database: SQLite has one connection.
   */
  async change<T>(
    call: Pick<DeskCall, 'actor' | 'checklist' | 'now' | 'review'>,
    work: (change: ReviewChange) => Promise<T>,
    options: ChangeOptions<T> = {},
  ): Promise<T> {
    const { actor, checklist, now, review } = call;
    return this.options.store.change(
      review.id,
      { actor, now },
      async change => {
        if (change.review.checklistHash !== checklist.hash) {
          throw new ConflictError(
            'The review was just moved to another version of its checklist; look at it again',
          );
        }
        return work(change);
      },
      options,
    );
  }

  /** The last hash of a review's log, for the audit log. */
  async headOf(id: string): Promise<string> {
    const review = await this.options.store.find(id);
    return review?.logHash ?? '';
  }

  /** Every owner, as far as the catalog or the review knows. */
  async #owned(
    review: StoredReview,
    service: Service | undefined,
  ): Promise<Owned> {
    const last = { owner: review.owner };
    if (!service) return last;
    return (await this.ownersOf([service])).get(service.ref) ?? last;
  }

  /** Every owner of services that the catalog has; one statement per chunk. */
  async ownersOf(services: Service[]): Promise<Map<string, Owned>> {
    const owned = new Map<string, Owned & { owners: string[] }>(
      services.map(({ owner, ref }) => [ref, { owner, owners: [] }]),
    );
    for (const refs of chunked([...owned.keys()])) {
      const rows: { service_ref: string; owner_ref: string }[] =
        await this.options
          .database('service_owners')
          .whereIn('service_ref', refs)
          .orderBy(['service_ref', 'owner_ref']);
      for (const { owner_ref, service_ref } of rows) {
        owned.get(service_ref)?.owners.push(owner_ref);
      }
    }
    return owned;
  }

  async #requireReading(
    review: StoredReview,
    options: { credentials: Caller },
  ): Promise<void> {
    try {
      await this.options.access.require(
        goldLayerReviewReadPermission,
        review.service,
        options,
      );
    } catch (error) {
      if (error instanceof NotFoundError) throw noReview(review.id);
      throw error;
    }
  }

  /** Of a service that is gone, its paperwork stays with those who see everything and those who had a part in it. */
  async #mayReadVanished(
    review: StoredReview,
    who: Pick<DeskCall, 'actor' | 'membership' | 'owned'>,
    options: { credentials: Caller },
  ): Promise<boolean> {
    const { access, store } = this.options;
    const read = goldLayerReviewReadPermission;
    const scope = await access.scope(read, options);
    if (scope.everything) return true;
    if (scope.nothing || !who.actor.isUser) return false;
    const { roles } = await store.whole(review.id);
    const parts = roles.flatMap(({ assignee, by }) => [assignee, by]);
    return (
      [review.requestedBy, ...parts].includes(who.actor.ref) ||
      who.membership.owns(who.owned)
    );
  }
}

function noReview(id: string): NotFoundError {
  return new NotFoundError(`No review found with id '${id}'`);
}
