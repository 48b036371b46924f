import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { shortened, tiers } from '@gold-layer/backstage-plugin-common';
import { chunked } from '../database/rows';
import { toStorable } from '../http/storableText';
import { answerGold } from './answerGold';
import type { DerivedService } from './deriveService';
import type { ServiceChanges } from './ServiceChanges';
import { relationRows } from './ServiceNeeds';
import type { ServiceRow } from './ServiceRow';

/**
 * Raise it when services are derived in another way than before: every entity
 * is then read again, as if its etag had changed.
 */
const derivation = '3';

/** Names are sorted by their beginnings: PostgreSQL refuses to index texts of some thousand characters. */
const longestSorted = 200;

/** Which state of an entity was read, as far as the catalog tells. */
export interface EntityIdentity {
  uid?: string;
  etag?: string;
}

/** Writes the projection of services. */
export class ProjectionStore {
  readonly #knex: Knex;
  readonly #changes: ServiceChanges;

  private constructor(options: { database: Knex; changes: ServiceChanges }) {
    this.#knex = options.database;
    this.#changes = options.changes;
  }

  static create(options: {
    database: Knex;
    changes: ServiceChanges;
  }): ProjectionStore {
    return new ProjectionStore(options);
  }

  /** Every known entity, or those among the named, with the state that was read of it. */
  async identities(refs?: string[]): Promise<Map<string, EntityIdentity>> {
    const known = new Map<string, EntityIdentity>();
    for (const table of ['groups', 'users', 'areas', 'services']) {
      for (const chunk of refs ? chunked(refs) : [undefined]) {
        const query = this.#knex(table).select('ref', 'uid', 'etag');
        if (chunk) query.whereIn('ref', chunk);
        for (const { ref, uid, etag } of await query) {
          known.set(ref, { uid: uid ?? undefined, etag: etag ?? undefined });
        }
      }
    }
    return known;
  }

  /**
   * Stores services and answers those that differ from what was stored. Their
   * marks for scoring are written in the same transaction.
   */
  async save(services: DerivedService[]): Promise<DerivedService[]> {
    const hashes = new Map(services.map(it => [it.service.ref, hashOf(it)]));
    return this.#knex.transaction(async tx => {
      const stored = new Map<string, string>();
      for (const chunk of chunked([...hashes.keys()])) {
        const known = await tx('services')
          .select('ref', 'hash')
          .whereIn('ref', chunk);
        for (const { ref, hash } of known) stored.set(ref, hash);
      }
      const different = await answerGold(
        tx,
        services.filter(
          ({ service: { ref } }) => stored.get(ref) !== hashes.get(ref),
        ),
      );
      await write(tx, different, hashes);
      const refs = different.map(it => it.service.ref);
      await this.#changes.mark(refs, { tx });
      return different;
    });
  }

  /** Has services read again, and stored whatever is found: what is stored of them is known to be wrong. */
  async outdate(refs: string[]): Promise<void> {
    for (const chunk of chunked(refs)) {
      await this.#knex('services')
        .whereIn('ref', chunk)
        .update({ etag: null, hash: '' });
    }
  }

  /** Removes services that have left the catalog. */
  async remove(refs: string[]): Promise<void> {
    for (const chunk of chunked(refs)) {
      await this.#knex.transaction(async tx => {
        await removeParts(tx, chunk);
        await tx('services').whereIn('ref', chunk).delete();
        await tx('service_changes').whereIn('ref', chunk).delete();
      });
    }
  }

  /** Refs of the services that are owned by one of the groups or part of one of the systems. */
  async dependents(refs: string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const chunk of chunked(refs)) {
      const owned = await this.#knex('service_owners')
        .whereIn('owner_ref', chunk)
        .pluck<string[]>('service_ref');
      const parts = await this.#knex('services')
        .whereIn('system_ref', chunk)
        .pluck<string[]>('ref');
      for (const ref of [...owned, ...parts]) found.add(ref);
    }
    return [...found];
  }
}

/** An etag as it is stored and compared. */
export function storedEtag(etag: string | undefined): string | undefined {
  return etag && toStorable(`${derivation}:${etag}`);
}

/**
 * The rows of `services` come first and in order of ref: whoever else writes
 * the same services waits there, and never for each other's rows in a circle.
 */
async function write(
  tx: Knex.Transaction,
  services: DerivedService[],
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const rows: ServiceRow[] = services
    .map(it => ({
      ...toColumns(it),
      hash: hashes.get(it.service.ref) ?? '',
      changed_at: Date.now(),
    }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  for (const chunk of chunked(rows, 26)) {
    await tx('services').insert(chunk).onConflict('ref').merge();
  }
  const refs = rows.map(({ ref }) => ref);
  for (const chunk of chunked(refs)) await removeParts(tx, chunk);
  const entities = services.map(it => ({
    service_ref: it.service.ref,
    entity: JSON.stringify(it.entity),
  }));
  for (const chunk of chunked(entities, 2)) {
    await tx('service_entities').insert(chunk);
  }
  const owners = services.flatMap(it =>
    it.owners.map(owner_ref => ({ owner_ref, service_ref: it.service.ref })),
  );
  for (const chunk of chunked(owners, 2)) {
    await tx('service_owners').insert(chunk);
  }
  const gaps = services.flatMap(it =>
    [...new Set(it.service.gaps.map(gap => gap.kind))].map(kind => ({
      kind,
      service_ref: it.service.ref,
    })),
  );
  for (const chunk of chunked(gaps, 2)) await tx('service_gaps').insert(chunk);
  const relations = services.flatMap(it =>
    relationRows(it.service.ref, it.entity),
  );
  for (const chunk of chunked(relations, 3)) {
    await tx('service_relations').insert(chunk);
  }
}

async function removeParts(
  tx: Knex.Transaction,
  refs: string[],
): Promise<void> {
  for (const table of [
    'service_entities',
    'service_owners',
    'service_gaps',
    'service_relations',
  ]) {
    await tx(table).whereIn('service_ref', refs).delete();
  }
}

/** Of all that was derived. What the answer to Gold rests on beside it may change without the catalog. */
function hashOf(derived: DerivedService): string {
  const { owners, entity } = derived;
  return createHash('sha1')
    .update(JSON.stringify([toColumns(derived), owners, entity]))
    .digest('base64');
}

function toColumns({ service, owners, entity }: DerivedService) {
  const sortName = shortened(service.title ?? service.name, longestSorted);
  const searched = [
    service.name,
    service.title,
    service.description,
    ...owners,
    service.system,
    ...service.tags,
  ];
  return {
    ref: service.ref,
    uid: entity.metadata.uid ?? null,
    etag: storedEtag(entity.metadata.etag) ?? null,
    kind: service.kind,
    namespace: service.namespace,
    name: service.name,
    title: service.title ?? null,
    description: service.description ?? null,
    sort_name: sortName.toLocaleLowerCase('en-US'),
    type: service.type ?? null,
    lifecycle: service.lifecycle ?? null,
    tier: service.tier,
    tier_rank:
      service.tier === 'unclassified'
        ? tiers.length
        : tiers.indexOf(service.tier),
    owner_ref: service.owner ?? null,
    system_ref: service.system ?? null,
    domain_ref: service.domain ?? null,
    tags: JSON.stringify(service.tags),
    record: JSON.stringify(service.record),
    problems: JSON.stringify(service.recordProblems),
    gap_count: service.gaps.length,
    gaps: JSON.stringify(service.gaps),
    gold: service.gold.answer,
    gold_reasons: JSON.stringify(service.gold.reasons),
    search_text: toStorable(searched.join('\n')).toLocaleLowerCase('en-US'),
  };
}
