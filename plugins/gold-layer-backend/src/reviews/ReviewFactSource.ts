import { reviewPurposes } from '@gold-layer/backstage-plugin-common';
import type {
  CollectedFact,
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import { toIso } from './reading/presentSummary';
import type { StoredReview } from './records';
import { reviewFactDefinitions } from './reviewFactDefinitions';
import { ReviewRow, toReview } from './store/reviewRows';

/** Gives what reviews say about each service: from the one that holds, or else the latest one. */
export class ReviewFactSource implements FactSource {
  readonly name = 'reviews';
  readonly title = 'Reviews';
  readonly description = 'How the reviews held in this portal stand.';
  readonly facts = reviewFactDefinitions;
  readonly schedule = {
    frequency: { hours: 1 },
    timeout: { minutes: 15 },
    initialDelay: { minutes: 4 },
  };
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReviewFactSource {
    return new ReviewFactSource(options.database);
  }

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    const refs = services.map(({ service }) => service.ref);
    const reviews = new Map<string, StoredReview[]>();
    for (const chunk of chunked(refs)) {
      const rows = await this.#knex<ReviewRow>('reviews')
        .whereIn('service_ref', chunk)
        .whereNotIn('state', ['superseded', 'withdrawn'])
        .orderBy(['created_at', 'id']);
      for (const review of rows.map(toReview)) {
        const known = reviews.get(review.service) ?? [];
        reviews.set(review.service, [...known, review]);
      }
    }
    for (const service of refs) {
      const found = reviews.get(service);
      yield found
        ? { service, outcome: 'facts', facts: factsOf(found) }
        : { service, outcome: 'absent' };
    }
  }
}

function factsOf(reviews: StoredReview[]): CollectedFact[] {
  return reviewPurposes.flatMap(purpose => {
    const mine = reviews.filter(review => review.purpose === purpose);
    const review = mine.sort((a, b) => weight(a) - weight(b)).at(-1);
    if (!review) return [];
    const name = `review.${purpose}`;
    const { decidedAt, progress, state, validUntil } = review;
    const facts: CollectedFact[] = [{ fact: `${name}.state`, value: state }];
    if (validUntil !== undefined) {
      facts.push({ fact: `${name}.validUntil`, value: toIso(validUntil) });
    }
    if (decidedAt === undefined) return facts;
    facts.push({ fact: `${name}.decidedAt`, value: toIso(decidedAt) });
    if (state === 'rejected') return facts;
    return [
      ...facts,
      { fact: `${name}.drifted`, value: progress.drifted },
      { fact: `${name}.driftedBlocking`, value: progress.driftedBlocking },
    ];
  });
}

/** What holds comes before all else; of the others the latest counts. */
function weight({ createdAt, state }: StoredReview): number {
  const holds = state === 'approved' || state === 'conditionally-approved';
  return (holds ? 1e15 : 0) + createdAt;
}
