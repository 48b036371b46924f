import {
  Entity,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import { relatedRefs } from './deriveService';

const keptTypes = [
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
];

/** A row of `service_relations`. */
export interface RelationRow {
  service_ref: string;
  type: string;
  target_ref: string;
}

/** What is kept of the relations of a service. */
export function relationRows(service: string, entity: Entity): RelationRow[] {
  return keptTypes.flatMap(type =>
    relatedRefs(entity, type).map(target => ({
      service_ref: service,
      type,
      target_ref: target,
    })),
  );
}

/** Reads which services need which: those that they depend on, and those whose APIs they consume. */
export class ServiceNeeds {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ServiceNeeds {
    return new ServiceNeeds(options.database);
  }

  /**
   * Refs of the services that each one needs, in order, by its own ref; none
   * needs itself. Those that are not in the catalog are among them where a
   * relation names them.
   */
  async neededBy(refs: readonly string[]): Promise<Map<string, string[]>> {
    const needed = new Map<string, string[]>();
    for (const chunk of chunked(refs, 2)) {
      const rows: { service: string; needs: string }[] = await this.#knex
        .from(this.#direct(chunk).union(this.#throughApis(chunk)).as('needs'))
        .select('service', 'needs')
        .whereRaw('service <> needs')
        .orderBy(['service', 'needs']);
      for (const { service, needs } of rows) {
        needed.set(service, [...(needed.get(service) ?? []), needs]);
      }
    }
    return needed;
  }

  #direct(refs: string[]): Knex.QueryBuilder {
    return this.#knex('service_relations')
      .whereIn('service_ref', refs)
      .where('type', RELATION_DEPENDS_ON)
      .where('target_ref', 'like', 'component:%')
      .select('service_ref as service', 'target_ref as needs');
  }

  #throughApis(refs: string[]): Knex.QueryBuilder {
    return this.#knex({ consumed: 'service_relations' })
      .join({ provided: 'service_relations' }, on =>
        on
          .on('provided.target_ref', 'consumed.target_ref')
          .onVal('provided.type', RELATION_PROVIDES_API),
      )
      .whereIn('consumed.service_ref', refs)
      .where('consumed.type', RELATION_CONSUMES_API)
      .select(
        'consumed.service_ref as service',
        'provided.service_ref as needs',
      );
  }
}
