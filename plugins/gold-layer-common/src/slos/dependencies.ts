import {
  compareObjectives,
  ceilingInWords,
  objectiveInWords,
  productOfObjectives,
} from './objective';
import type { ServiceSlos } from './slo';

type Dependency = Pick<
  ServiceSlos['dependencies'][number],
  'title' | 'objective'
>;

/**
 * What the promises of hard dependencies allow together: a service that needs
 * them all cannot be up more often by design. Those that promise nothing, or
 * are not the caller's to see, are left out, so the truth may be lower. Absent where none promises anything.
 */
export function ceilingOf(
  dependencies: Pick<Dependency, 'objective'>[],
): string | undefined {
  return productOfObjectives(
    dependencies.flatMap(({ objective }) => objective ?? []),
  );
}

/** Objectives that are stricter than what dependencies allow, in sentences. */
export function dependencyWarnings(
  slos: { title: string; objective: string }[],
  dependencies: Dependency[],
): string[] {
  const ceiling = ceilingOf(dependencies);
  if (ceiling === undefined) return [];
  return slos.flatMap(({ title, objective }) => {
    if (compareObjectives(objective, ceiling) <= 0) return [];
    const looser = dependencies.filter(
      dependency =>
        dependency.objective !== undefined &&
        compareObjectives(objective, dependency.objective) > 0,
    );
    const because =
      looser.length > 0
        ? looser
            .map(it => `${it.title} promises ${inWords(it.objective)}`)
            .join(', ')
        : `together its dependencies allow ${ceilingInWords(ceiling)}`;
    return [
      `${title} promises ${objectiveInWords(objective)}, but ${because}. Loosen it, or make the service stand without them.`,
    ];
  });
}

/**
 * Whether every dependency promises at least as much as the service does.
 * Absent while one that is not known to be looser promises nothing: unknown is no yes.
 */
export function dependenciesStrictEnough(
  objective: string,
  dependencies: Pick<Dependency, 'objective'>[],
): boolean | undefined {
  const known = dependencies.flatMap(it => it.objective ?? []);
  if (known.some(promised => compareObjectives(promised, objective) < 0)) {
    return false;
  }
  return known.length === dependencies.length ? true : undefined;
}

function inWords(objective: string | undefined): string {
  return objective === undefined ? 'nothing' : objectiveInWords(objective);
}
