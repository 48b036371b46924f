import type { Knex } from 'knex';
import { isEqual } from 'lodash';
import { chunked } from '../../database/rows';
import type { ServiceStore } from '../../services';
import type { Checklists } from '../checklists/Checklists';
import { checklistApplies } from '../checklists/evaluateControls';

/** Services looked at together. */
const batchSize = 200;

/** Keeps the table of services that are expected to have a valid review. */
export class Expectations {
  readonly #options: ExpectationsOptions;

  private constructor(options: ExpectationsOptions) {
    this.#options = options;
  }

  static create(options: ExpectationsOptions): Expectations {
    return new Expectations(options);
  }

  /** Looks at every service, and forgets those that are gone. */
  async refreshAll(signal: AbortSignal): Promise<void> {
    const { database, services } = this.#options;
    let after: string | undefined;
    for (;;) {
      signal.throwIfAborted();
      const refs = await services.refsAfter(after, batchSize);
      if (refs.length === 0) break;
      await this.refresh(refs);
      after = refs.at(-1);
    }
    await database('review_expectations')
      .whereNotExists(
        database('services').whereRaw(
          'services.ref = review_expectations.service_ref',
        ),
      )
      .delete();
  }

  /** Looks at some services; writes only for those of which other reviews are expected than before. */
  async refresh(refs: string[]): Promise<void> {
    const { checklists, database, now, services } = this.#options;
    const expecting = checklists
      .definitions()
      .filter(({ document }) => document.spec.requiredFor.length > 0);
    for (const chunk of chunked(refs)) {
      const known = new Map<string, string[]>();
      const rows = await database('review_expectations')
        .whereIn('service_ref', chunk)
        .orderBy('checklist');
      for (const { checklist, service_ref } of rows) {
        known.set(service_ref, [...(known.get(service_ref) ?? []), checklist]);
      }
      for (const service of await services.findAll(chunk)) {
        const wanted = expecting
          .filter(
            ({ document, name }) =>
              document.spec.requiredFor.some(tier => tier === service.tier) &&
              checklistApplies(checklists.current(name), service, now()),
          )
          .map(({ name }) => name);
        if (isEqual(known.get(service.ref) ?? [], wanted)) continue;
        await this.#replace(service.ref, wanted);
      }
    }
  }

  async #replace(service: string, checklists: string[]): Promise<void> {
    await this.#options.database.transaction(async tx => {
      await tx('review_expectations').where('service_ref', service).delete();
      if (checklists.length === 0) return;
      await tx('review_expectations')
        .insert(
          checklists.map(checklist => ({ checklist, service_ref: service })),
        )
        .onConflict(['checklist', 'service_ref'])
        .ignore();
    });
  }
}

/** What {@link Expectations} works with. */
export interface ExpectationsOptions {
  checklists: Checklists;
  database: Knex;
  services: ServiceStore;
  now(): Date;
}
