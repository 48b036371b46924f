import type { Entity } from '@backstage/catalog-model';
import { reasonOf } from '../database/reasonOf';
import { refOf } from './deriveService';

/** Refs of entities that could not be stored, with the reasons. */
export type Refused = Map<string, string>;

/** Entities that may be refused in one go; if there are more, it is not they that are broken. */
const mostRefused = 20;

/**
 * Stores entities together. Where that fails, they are stored in ever smaller
 * parts: one that cannot be stored keeps no other from it and is added to
 * `refused`.
 *
 * @throws Error if one more cannot be stored when there are many already
 */
export async function storeApart(
  entities: Entity[],
  options: { store: (some: Entity[]) => Promise<void>; refused: Refused },
): Promise<void> {
  if (entities.length === 0) return;
  const { store, refused } = options;
  try {
    await store(entities);
  } catch (error) {
    if (refused.size >= mostRefused) {
      throw new Error(
        `More than ${mostRefused} entities could not be stored: ${reasonOf(error)}`,
      );
    }
    if (entities.length === 1) {
      refused.set(refOf(entities[0]), reasonOf(error));
      return;
    }
    const half = Math.ceil(entities.length / 2);
    await storeApart(entities.slice(0, half), options);
    await storeApart(entities.slice(half), options);
  }
}
