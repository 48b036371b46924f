import {
  compareObjectives,
  readableRef,
  ServiceSlos,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import { ServiceNeeds } from '../../services';
import type { Reading } from './filterSlos';
import { standingColumns } from './standingColumns';

/** A service that another one needs, with what it promises. */
export type Dependency = ServiceSlos['dependencies'][number];

/** Reads what a service needs and what those promise. */
export class SloDependencies {
  readonly #knex: Knex;
  readonly #needs: ServiceNeeds;

  private constructor(options: { database: Knex }) {
    this.#knex = options.database;
    this.#needs = ServiceNeeds.create(options);
  }

  static create(options: { database: Knex }): SloDependencies {
    return new SloDependencies(options);
  }

  /**
   * The services that a service depends on, and those whose APIs it consumes.
   * Of services that the caller may not see, no more is told than that they are there.
   */
  async of(service: string, reading: Reading): Promise<Dependency[]> {
    const needed = await this.#needs.neededBy([service]);
    const refs = needed.get(service) ?? [];
    const promised = await this.#promises(refs, reading);
    const hidden = await this.#hidden(
      refs.filter(ref => !promised.has(ref)),
      reading,
    );
    return refs.map(
      ref =>
        promised.get(ref) ?? {
          service: ref,
          title: readableRef(ref),
          ...(hidden.has(ref)
            ? { exists: true, hidden: true }
            : { exists: false }),
        },
    );
  }

  /** Those of the services that were not found which are only not the caller's to see. */
  async #hidden(refs: string[], { scope }: Reading): Promise<Set<string>> {
    const found = new Set<string>();
    if (scope.everything) return found;
    for (const chunk of chunked(refs)) {
      const there: string[] = await this.#knex('services')
        .whereIn('ref', chunk)
        .pluck('ref');
      for (const ref of there) found.add(ref);
    }
    return found;
  }

  async #promises(
    refs: string[],
    { scope, now }: Reading,
  ): Promise<Map<string, Dependency>> {
    const found = new Map<string, Dependency>();
    for (const chunk of chunked(refs)) {
      const query: Knex.QueryBuilder = this.#knex('services')
        .leftJoin('slos', on =>
          on.on('slos.service_ref', 'services.ref').onVal('slos.invalid', 0),
        )
        .leftJoin('slo_status', 'slo_status.num', 'slos.num')
        .whereIn('services.ref', chunk)
        .select(
          'services.ref as ref',
          'services.name as name',
          'services.title as title',
          'slos.spec as spec',
          this.#knex.raw(`${standingColumns(now).left} as remaining`),
        )
        .orderBy(['services.ref', 'slos.id']);
      const rows: StoredPromise[] = await scope.restrict(query);
      for (const row of rows) found.set(row.ref, stricter(row, found));
    }
    return found;
  }
}

interface StoredPromise {
  ref: string;
  name: string;
  title: string | null;
  spec: string | null;
  remaining: number | null;
}

/** The promise of a row, or the one known of the same service where that is stricter. */
function stricter(
  row: StoredPromise,
  found: ReadonlyMap<string, Dependency>,
): Dependency {
  const known = found.get(row.ref) ?? {
    service: row.ref,
    title: row.title ?? row.name,
    exists: true,
  };
  if (row.spec === null) return known;
  const spec: SloSpec = JSON.parse(row.spec);
  const looser =
    known.objective !== undefined &&
    compareObjectives(spec.objective, known.objective) <= 0;
  if (looser || !speaksOfAvailability(spec)) return known;
  return {
    ...known,
    objective: spec.objective,
    slo: spec.id,
    remaining: row.remaining ?? undefined,
  };
}

const speed =
  /laten|speed|slow|fast|duration|fresh|lag|delay|throughput|lcp|inp/i;

/** Whether an objective says how often a service works, not how quickly: nobody waits for a dependency that is down. */
export function speaksOfAvailability(
  spec: Pick<SloSpec, 'name' | 'indicator'>,
): boolean {
  return !speed.test(`${spec.name} ${spec.indicator}`);
}
