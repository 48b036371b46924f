import { mostNamed, sloMatchers } from '../loaded/selectors';
import { isTooMuch } from './askSteps';
import type { Row } from './batches';

/** A row, and whether leaving its SLOs unnamed brings little besides them. */
export type Portion = Row & { isMost: boolean };

/** Asks about all SLOs of a row at once; where that is too much at a time whatever the stretch of time, about fewer. */
export async function askInParts<T>(
  row: Portion,
  ask: (portion: Portion) => Promise<Map<string, T>>,
): Promise<Map<string, T>> {
  const slos = [...row.wanted.keys()];
  try {
    return await ask(row);
  } catch (error) {
    if (!isTooMuch(error) || slos.length === 1) throw error;
    const found = new Map<string, T>();
    const half = Math.ceil(slos.length / 2);
    for (const part of [slos.slice(0, half), slos.slice(half)]) {
      const named = new Set(part);
      const wanted = new Map([...row.wanted].filter(([slo]) => named.has(slo)));
      const answers = await askInParts({ ...row, wanted, isMost: false }, ask);
      answers.forEach((answer, slo) => found.set(slo, answer));
    }
    return found;
  }
}

/** Matchers for the label `slo` of the SLOs of a row. */
export function matchersOf({ isMost, wanted }: Portion): string[] {
  const isAll = isMost && wanted.size > mostNamed;
  return sloMatchers(isAll ? 'all' : [...wanted.keys()]);
}
