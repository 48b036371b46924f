import type { Entity } from '@backstage/catalog-model';
import { reasonOf } from '../database/reasonOf';
import { refOf } from './deriveService';

/** Refs of entities that could not be stored, with the reasons. */
export type Refused = ReadonlyMap<string, string>;

/**
 * Stores entities together. Where that fails, they are stored in ever smaller
 * parts: one that cannot be stored keeps no other from it. If not even storing
 * none of them works there is no database to be had, and nobody is to blame.
 */
export async function storeApart(
  entities: Entity[],
  store: (some: Entity[]) => Promise<void>,
): Promise<Refused> {
  try {
    await store(entities);
    return new Map();
  } catch (error) {
    if (entities.length === 0) throw error;
    await store([]);
    if (entities.length === 1) {
      return new Map([[refOf(entities[0]), reasonOf(error)]]);
    }
    const half = Math.ceil(entities.length / 2);
    return new Map([
      ...(await storeApart(entities.slice(0, half), store)),
      ...(await storeApart(entities.slice(half), store)),
    ]);
  }
}
