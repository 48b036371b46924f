import type { EntityIdentity } from './ProjectionStore';

/** How the catalog differs from what is stored. */
export interface IdentityDifferences {
  /** Refs to be read: new, changed, or without an etag to tell by. */
  changed: string[];
  /** Refs that are stored and no longer in the catalog. */
  gone: string[];
}

/** Compares what the catalog has with what is stored. */
export function compareIdentities(
  catalog: ReadonlyMap<string, EntityIdentity>,
  stored: ReadonlyMap<string, EntityIdentity>,
): IdentityDifferences {
  const changed = [...catalog].filter(([ref, now]) => {
    const then = stored.get(ref);
    return !then || !now.etag || now.etag !== then.etag || now.uid !== then.uid;
  });
  return {
    changed: changed.map(([ref]) => ref),
    gone: [...stored.keys()].filter(ref => !catalog.has(ref)),
  };
}
