import type {
  FactDefinition,
  FactValue,
} from '@gold-layer/backstage-plugin-common';
import { serviceRef } from './catalog';
import { Portal } from './Portal';

/** Services per push, so that a call stays within the limit of facts. */
const factsPerCall = 1000;

/**
 * Pushes a value of every pushable fact for every service, except that each
 * service lacks a few, and answers how long that took, scoring included.
 */
export async function pushEverything(
  portal: Portal,
  services: number,
): Promise<{ facts: number; seconds: number }> {
  const { items } = await portal.client.call(
    'listFactDefinitions',
    {},
    { token: portal.userToken },
  );
  const pushable = items.filter(item => item.source === 'push');
  const start = performance.now();
  let facts = 0;
  let batch: { service: string; fact: string; value: FactValue }[] = [];
  const flush = async () => {
    const answer = await portal.client.call(
      'pushFacts',
      { body: { source: 'bench', items: batch } },
      { token: portal.pushToken },
    );
    if (answer.rejected > 0) {
      const reason = answer.results.find(result => result.reason)?.reason;
      throw new Error(`A generated fact was refused: ${reason}`);
    }
    facts += batch.length;
    batch = [];
  };
  for (let i = 0; i < services; i++) {
    const mine = pushable.filter((_, n) => isPushed(i, n));
    if (batch.length + mine.length > factsPerCall) await flush();
    for (const definition of mine) {
      batch.push({
        service: serviceRef(i),
        fact: definition.name,
        value: valueFor(definition, i),
      });
    }
  }
  if (batch.length) await flush();
  return { facts, seconds: (performance.now() - start) / 1000 };
}

/** A plausible value, always the same for the same fact and service. */
export function valueFor(definition: FactDefinition, i: number): FactValue {
  switch (definition.type) {
    case 'boolean':
      return i % 7 !== 0;
    case 'number':
      return (i * 37) % 100;
    case 'timestamp':
      return new Date(
        Date.now() - ((i % 40) + 1) * 24 * 3600 * 1000,
      ).toISOString();
    case 'list':
      return [`item-${i % 3}`];
    default:
      return (
        definition.values?.[i % definition.values.length] ?? `value-${i % 5}`
      );
  }
}

/** Whether the i-th service has the n-th fact: each lacks a few. */
export function isPushed(i: number, n: number): boolean {
  return (i + n) % 11 !== 0;
}
