import { sloFactDefinitions } from '@gold-layer/backstage-plugin-common';
import type {
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { groupBy, sumBy } from 'lodash';
import { everyService } from '../../reading/filterSlos';
import type { SloListStore } from '../../reading/SloListStore';
import { lastReviews } from '../steps/SloReviews';
import { DependencyPromises } from './DependencyPromises';
import { exhaustionsThisQuarter } from './exhaustions';
import { sloFacts } from './sloFacts';

/** What {@link SloFactSource} works with. */
export interface SloFactSourceOptions {
  database: Knex;
  list: SloListStore;
  now: () => Date;
  /** Names of the budget policies in force. */
  policies: () => string[];
}

/** Facts about the SLOs of each service, from the numbers that the portal keeps. */
export class SloFactSource implements FactSource {
  readonly name = 'slos';
  readonly title = 'SLOs';
  readonly description =
    'Objectives of the service: how strict they are, whether they are measured, alerted on and reviewed, and how their error budgets stand.';
  readonly facts = sloFactDefinitions;
  readonly schedule = {
    // Documents and states are collected as they change; this is for what only creeps.
    frequency: { minutes: 30 },
    timeout: { minutes: 20 },
    initialDelay: { minutes: 3 },
  };
  readonly #options: SloFactSourceOptions;
  readonly #promises: DependencyPromises;

  private constructor(options: SloFactSourceOptions) {
    this.#options = options;
    this.#promises = DependencyPromises.create(options);
  }

  static create(options: SloFactSourceOptions): SloFactSource {
    return new SloFactSource(options);
  }

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    const { database, list, policies } = this.#options;
    const now = this.#options.now();
    const refs = services.map(({ service }) => service.ref);
    const slos = await list.all(
      { service: refs },
      { scope: everyService, now },
    );
    const nums = slos.map(({ record }) => record.num);
    const reviews = await lastReviews(database, nums);
    const exhaustions = await exhaustionsThisQuarter(database, nums, now);
    const having = new Set(slos.map(({ record }) => record.spec.service));
    const promises = await this.#promises.of(
      refs.filter(ref => having.has(ref)),
    );
    const byService = groupBy(slos, ({ record }) => record.spec.service);
    for (const { service } of services) {
      const mine = byService[service.ref] ?? [];
      const facts = sloFacts({
        service,
        slos: mine,
        reviewedOn: new Map(
          [...reviews].map(([num, { at }]) => [
            num,
            at.toISOString().slice(0, 10),
          ]),
        ),
        exhaustions: sumBy(
          mine,
          ({ record }) => exhaustions.get(record.num) ?? 0,
        ),
        dependencies: promises.get(service.ref) ?? [],
        policies: new Set(policies()),
        now,
      });
      yield { service: service.ref, outcome: 'facts', facts };
    }
  }
}
