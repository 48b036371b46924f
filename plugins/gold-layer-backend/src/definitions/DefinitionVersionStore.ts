import type { Knex } from 'knex';
import type { LoadedDefinition } from './Definitions';

/** A version that is, or was, in force. */
export interface StoredVersion extends Omit<
  LoadedDefinition<unknown>,
  'document' | 'title'
> {
  /** The configured place that `origin` belongs to. */
  location: string;
}

interface VersionRow {
  kind: string;
  name: string;
  hash: string;
  version: string;
  location: string;
  origin: string;
  source: string;
  loaded_at: number | string;
  in_force: number;
}

/** Keeps every version of every definition, and which were good when last loaded. */
export class DefinitionVersionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DefinitionVersionStore {
    return new DefinitionVersionStore(options.database);
  }

  /** Versions that were good when last loaded, by whichever replica. */
  async inForce(): Promise<StoredVersion[]> {
    const rows = await this.#knex<VersionRow>('definition_versions')
      .where('in_force', 1)
      .orderBy('loaded_at');
    return rows.map(toStoredVersion);
  }

  /** A version that is, or once was, in force. */
  async find(
    version: Pick<StoredVersion, 'kind' | 'name' | 'hash'>,
  ): Promise<StoredVersion | undefined> {
    const { kind, name, hash } = version;
    const row = await this.#knex<VersionRow>('definition_versions')
      .where({ kind, name, hash })
      .first();
    return row && toStoredVersion(row);
  }

  /** Remembers what is in force now; versions no longer so stay readable. */
  async keep(versions: StoredVersion[]): Promise<void> {
    await this.#knex.transaction(async tx => {
      await tx('definition_versions')
        .update({ in_force: 0 })
        .where('in_force', 1);
      for (const version of versions) {
        await tx('definition_versions')
          .insert({
            kind: version.kind,
            name: version.name,
            hash: version.hash,
            version: version.version,
            location: version.location,
            origin: version.origin,
            source: version.source,
            loaded_at: version.loadedAt.getTime(),
            in_force: 1,
          })
          .onConflict(['kind', 'name', 'hash', 'origin'])
          .merge(['in_force', 'location', 'source']);
      }
    });
  }
}

function toStoredVersion(row: VersionRow): StoredVersion {
  return {
    kind: row.kind,
    name: row.name,
    hash: row.hash,
    version: row.version,
    location: row.location,
    origin: row.origin,
    source: row.source,
    loadedAt: new Date(Number(row.loaded_at)),
  };
}
