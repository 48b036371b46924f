import type { Knex } from 'knex';
import { chunked } from '../database/rows';

/** A system or domain as the catalog shows it. */
export interface CatalogArea {
  ref: string;
  uid?: string;
  etag?: string;
  kind: 'system' | 'domain';
  title: string;
  /** The domain it is part of. */
  parent?: string;
}

/** The projection of the catalog's systems and domains. */
export class AreaStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): AreaStore {
    return new AreaStore(options.database);
  }

  /** Stores what changed among systems and domains; answers the refs that came, went or changed. */
  async update(changed: CatalogArea[], gone: string[]): Promise<string[]> {
    const refs = [...gone, ...changed.map(area => area.ref)];
    await this.#knex.transaction(async tx => {
      for (const chunk of chunked(refs)) {
        await tx('areas').whereIn('ref', chunk).delete();
      }
      for (const chunk of chunked(changed, 6)) {
        await tx('areas').insert(chunk.map(toRow));
      }
    });
    return refs;
  }

  /** Known systems and domains among the refs, with what they are part of. */
  async parents(refs: string[]): Promise<Map<string, { parent?: string }>> {
    const found = new Map<string, { parent?: string }>();
    for (const chunk of chunked(refs)) {
      const rows = await this.#knex('areas')
        .select('ref', 'parent_ref')
        .whereIn('ref', chunk);
      for (const row of rows) {
        found.set(row.ref, { parent: row.parent_ref ?? undefined });
      }
    }
    return found;
  }
}

function toRow(area: CatalogArea) {
  return {
    ref: area.ref,
    uid: area.uid ?? null,
    etag: area.etag ?? null,
    kind: area.kind,
    title: area.title,
    parent_ref: area.parent ?? null,
  };
}
