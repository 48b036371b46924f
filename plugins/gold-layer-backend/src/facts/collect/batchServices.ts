import type {
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { ServiceStore } from '../../services/ServiceStore';

/** Services asked about at once: a transaction's worth of facts, and not too much memory. */
export const batchSize = 100;

/** Batches of services for a source; those it groups stay together. */
export async function* batchServices(
  refs: AsyncIterable<string[]>,
  options: { source: FactSource; services: ServiceStore },
): AsyncIterable<ServiceWithEntity[]> {
  const { source, services } = options;
  if (!source.groupBy) {
    for await (const some of refs) yield await services.findEntities(some);
    return;
  }
  for (const some of await groupRefs(refs, options)) {
    yield await services.findEntities(some);
  }
}

/** Keeps only keys and refs of all services in memory, never their entities. */
async function groupRefs(
  refs: AsyncIterable<string[]>,
  { source, services }: { source: FactSource; services: ServiceStore },
): Promise<string[][]> {
  const groups = new Map<string, string[]>();
  for await (const some of refs) {
    for (const it of await services.findEntities(some)) {
      const key = source.groupBy?.(it) ?? '';
      const group = groups.get(key);
      if (group) group.push(it.service.ref);
      else groups.set(key, [it.service.ref]);
    }
  }
  const batches: string[][] = [];
  for (const [key, group] of [...groups].sort()) {
    const last = batches.at(-1);
    if (key === '') {
      for (let i = 0; i < group.length; i += batchSize) {
        batches.push(group.slice(i, i + batchSize));
      }
    } else if (last && last.length + group.length <= batchSize) {
      last.push(...group);
    } else {
      batches.push([...group]);
    }
  }
  return batches;
}

/** All services, in order of ref. */
export async function* allRefs(
  services: ServiceStore,
): AsyncIterable<string[]> {
  let after: string | undefined;
  for (;;) {
    const refs = await services.refsAfter(after, batchSize);
    if (refs.length === 0) return;
    yield refs;
    after = refs.at(-1);
  }
}
