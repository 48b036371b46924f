import {
  type Entity,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import {
  compareObjectives,
  readableRef,
  ServiceSlos,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import { refOf, relatedRefs } from '../../services/deriveService';
import type { Reading } from './filterSlos';
import { SharedAnswers } from './SharedAnswers';
import { standingColumns } from './standingColumns';

/** A service that another one needs, with what it promises. */
export type Dependency = ServiceSlos['dependencies'][number];

/** APIs of one service beyond so many are not followed. */
const mostApis = 30;

/** Reads what a service needs and what those promise. */
export class SloDependencies {
  readonly #knex: Knex;
  readonly #providers: SharedAnswers<string[]>;

  private constructor(options: { database: Knex; now: () => Date }) {
    this.#knex = options.database;
    this.#providers = SharedAnswers.create({
      validMs: 60_000,
      capacity: 1000,
      now: options.now,
    });
  }

  static create(options: { database: Knex; now: () => Date }): SloDependencies {
    return new SloDependencies(options);
  }

  /**
   * The services that an entity depends on, and those whose APIs it consumes.
   * Of services that the caller may not see, no more is told than the relation says.
   */
  async of(entity: Entity, reading: Reading): Promise<Dependency[]> {
    const direct = relatedRefs(entity, RELATION_DEPENDS_ON).filter(ref =>
      ref.startsWith('component:'),
    );
    const apis = relatedRefs(entity, RELATION_CONSUMES_API).slice(0, mostApis);
    const refs = new Set([...direct, ...(await this.#providersOf(apis))]);
    const own = relatedRefs(entity, RELATION_PROVIDES_API);
    if (apis.some(api => own.includes(api))) refs.delete(refOf(entity));
    const promised = await this.#promises([...refs], reading);
    return [...refs].map(
      ref =>
        promised.get(ref) ?? {
          service: ref,
          title: readableRef(ref),
          exists: false,
        },
    );
  }

  /** Services that provide one of the APIs: only entities know it, so that all have to be looked at. */
  async #providersOf(apis: string[]): Promise<string[]> {
    const found = await Promise.all(
      apis.map(api =>
        this.#providers.get(api, async () => {
          const rows: { service_ref: string; entity: string }[] =
            await this.#knex('service_entities').whereRaw(
              `entity like ? escape '!'`,
              [`%"${api.replace(/[!%_]/g, '!$&')}"%`],
            );
          return rows
            .filter(({ entity }) =>
              relatedRefs(JSON.parse(entity), RELATION_PROVIDES_API).includes(
                api,
              ),
            )
            .map(row => row.service_ref);
        }),
      ),
    );
    return found.flat();
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
