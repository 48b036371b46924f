import type { SliRequest } from '@gold-layer/backstage-plugin-node';
import { mostNamed } from '../loaded/selectors';
import { mostPoints, pointsOf, spanSteps, type Steps } from './steps';

/** Samples that one query may bring: about fifteen megabytes of JSON. */
const mostSamples = 500_000;

/** An SLO with the buckets it wants, hours first. */
export interface Wanted {
  slo: SliRequest['slo'];
  steps: Steps[];
}

/**
 * SLOs to be asked for together: those that want about as much of the same
 * time, so that one that was away for weeks does not make all others be read
 * again; and no more of them than one query may bring.
 */
export function batchesOf(wanted: Wanted[]): Wanted[][] {
  const alike = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const key = one.steps.map(magnitude).join();
    const others = alike.get(key);
    if (others) others.push(one);
    else alike.set(key, [one]);
  }
  return [...alike.values()].flatMap(portions);
}

/** Lengths within a factor of two are alike. */
function magnitude(steps: Steps): string {
  return `${steps.minutes}:${Math.ceil(Math.log2(pointsOf(steps)))}`;
}

function portions(alike: Wanted[]): Wanted[][] {
  const points = Math.max(...alike[0].steps.map(pointsOf)) * 2;
  const most = Math.floor(mostSamples / 2 / Math.min(points, mostPoints));
  if (alike.length <= most) return [alike];
  const size = Math.max(1, Math.min(most, mostNamed));
  return Array.from({ length: Math.ceil(alike.length / size) }, (_, index) =>
    alike.slice(index * size, (index + 1) * size),
  );
}

/** Buckets of one length that SLOs of a batch want, and all of them from the first to the last. */
export interface Row {
  wanted: Map<string, Steps>;
  steps: Steps;
}

/** What a batch asks for, by the length of buckets. */
export function rowsOf(batch: Wanted[]): Row[] {
  const lengths = new Set(
    batch.flatMap(it => it.steps.map(row => row.minutes)),
  );
  return [...lengths].map(minutes => {
    const wanted = new Map(
      batch.flatMap(({ slo, steps }) =>
        steps.filter(it => it.minutes === minutes).map(it => [slo.id, it]),
      ),
    );
    return { wanted, steps: spanSteps([...wanted.values()]) };
  });
}
