import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  goldLayerSloEditPermission,
  SloReviewCard,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../../database/rows';
import { refuseUnstorable } from '../../../http/refuseUnstorable';
import type { Caller } from '../../../http/serve';
import type { People } from '../../../people';
import type { ServiceAccess, ServiceStore } from '../../../services';
import type { SloListStore } from '../../reading/SloListStore';
import { reviewCard } from '../../reading/reviewCard';
import type { SloRegistryStore } from '../store/SloRegistryStore';
import { readingOf } from './readingOf';

/** The last review of an objective that the portal knows. */
export interface LastReview {
  at: Date;
  by: string;
  note: string;
}

/** What {@link SloReviews} works with. */
export interface SloReviewsOptions {
  access: ServiceAccess;
  database: Knex;
  list: SloListStore;
  now: () => Date;
  people: Pick<People, 'actor' | 'describe'>;
  services: Pick<ServiceStore, 'findAll'>;
  store: SloRegistryStore;
  /** Told of services whose facts have changed. */
  afterChange(services: string[]): Promise<void>;
}

/** Records when people look at objectives again, and tells when they last did. */
export class SloReviews {
  readonly #options: SloReviewsOptions;

  private constructor(options: SloReviewsOptions) {
    this.#options = options;
  }

  static create(options: SloReviewsOptions): SloReviews {
    return new SloReviews(options);
  }

  /**
   * Notes that a person has looked at an objective.
   *
   * @throws NotFoundError if there is no such SLO, or none that the caller may see
   */
  async review(
    id: string,
    { note }: { note: string },
    options: { credentials: Caller },
  ): Promise<SloReviewCard> {
    const { access, afterChange, database, list, now, people } = this.#options;
    const reading = await readingOf(options, this.#options);
    const found = await list.find(id, reading);
    if (!found) throw new NotFoundError(`No SLO found with id '${id}'`);
    const { num, spec } = found.record;
    await access.require(goldLayerSloEditPermission, spec.service, options);
    refuseUnstorable({ note });
    const actor = await people.actor(options.credentials);
    if (!actor.isUser) {
      throw new NotAllowedError(
        'A review says that a person has looked at the objective; a service cannot',
      );
    }
    const at = now().getTime();
    await database('slo_reviews').insert({ num, at, by: actor.ref, note });
    await afterChange([spec.service]);
    const card = (await this.cardsOf([num])).get(num);
    if (card) return card;
    throw new NotFoundError(`The SLO '${id}' is gone`);
  }

  /** Review cards by the numbers of SLOs. */
  async cardsOf(nums: number[]): Promise<Map<number, SloReviewCard>> {
    const { database, now, people, services, store } = this.#options;
    const slos = await store.byNums(nums);
    const last = await lastReviews(database, nums);
    const refs = [...new Set(slos.map(({ spec }) => spec.service))];
    const owners = new Map(
      (await services.findAll(refs)).map(({ ref, owner }) => [ref, owner]),
    );
    const described = await people.describe([
      ...[...owners.values()].flatMap(owner => owner ?? []),
      ...[...last.values()].map(({ by }) => by),
      ...slos.flatMap(({ spec }) => spec.stakeholders ?? []),
    ]);
    return new Map(
      slos.map(({ num, spec, firstSeenAt }) => [
        num,
        reviewCard(spec, {
          last: last.get(num),
          firstSeenAt,
          owner: owners.get(spec.service),
          people: described,
          now: now(),
        }),
      ]),
    );
  }
}

/** The last review of each of the SLOs that has one, by number. */
export async function lastReviews(
  database: Knex,
  nums: number[],
): Promise<Map<number, LastReview>> {
  const found = new Map<number, LastReview>();
  for (const chunk of chunked(nums)) {
    const latest = database('slo_reviews')
      .max('id')
      .whereIn('num', chunk)
      .groupBy('num');
    const rows: {
      num: number;
      at: number | string;
      by: string;
      note: string;
    }[] = await database('slo_reviews').whereIn('id', latest);
    for (const { num, at, by, note } of rows) {
      found.set(num, { at: new Date(toNumber(at)), by, note });
    }
  }
  return found;
}
