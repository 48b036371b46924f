import type { Entity } from '@backstage/catalog-model';
import type { Intake } from './Intake';

/**
 * Stores entities together. Where that fails, they are stored in ever smaller
 * parts, so that one that cannot be stored keeps no other from it; once the
 * table seems to be what is broken, a part that fails is refused as it is.
 */
export async function storeApart(
  entities: Entity[],
  options: { store: (some: Entity[]) => Promise<void>; intake: Intake },
): Promise<void> {
  if (entities.length === 0) return;
  const { store, intake } = options;
  try {
    await store(entities);
    intake.store(entities);
  } catch (error) {
    if (entities.length === 1 || intake.hopeless) {
      intake.refuse(entities, error);
      return;
    }
    const half = Math.ceil(entities.length / 2);
    await storeApart(entities.slice(0, half), options);
    await storeApart(entities.slice(half), options);
  }
}
