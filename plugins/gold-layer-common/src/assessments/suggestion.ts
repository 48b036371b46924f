import type { RuleOutcome } from '../scorecards/decideCheck';

/** A grade and what its rule says of a service; `outcome` is absent where the grade has no rule. */
export interface JudgedGrade {
  grade: number;
  title: string;
  outcome?: RuleOutcome;
  /** Why the outcome is what it is, in one sentence. */
  because?: string;
}

/** A grade that facts vouch for, with the reason. */
export interface Suggestion {
  grade: number;
  reason: string;
}

/**
 * The highest grade that facts vouch for. One climbs from the lowest grade:
 * a grade whose rule holds is reached; one without a rule is passed by, as
 * only people can tell; the first rule that does not hold, or has no answer,
 * ends the climb. A first rule that is known not to hold leaves the lowest
 * grade, which asks for nothing; a first rule without an answer leaves no
 * suggestion at all. Facts vouch for *at least* that grade: people may know
 * more.
 */
export function suggestGrade(
  grades: readonly JudgedGrade[],
): Suggestion | undefined {
  let reached: JudgedGrade | undefined;
  for (const each of grades) {
    if (each.outcome === undefined) continue;
    if (each.outcome !== true) return stopAt(each, { reached, grades });
    reached = each;
  }
  return reached && { grade: reached.grade, reason: vouchFor(reached) };
}

function stopAt(
  stop: JudgedGrade,
  known: { reached?: JudgedGrade; grades: readonly JudgedGrade[] },
): Suggestion | undefined {
  const [lowest] = known.grades;
  const asksNothing = stop.outcome === false && stop !== lowest;
  const held = known.reached ?? (asksNothing ? lowest : undefined);
  if (!held) return undefined;
  const before = known.reached ? `${vouchFor(known.reached)} ` : '';
  return {
    grade: held.grade,
    reason: `${before}Not “${stop.title}” (${stop.grade}): ${stop.because ?? 'its rule does not hold.'}`,
  };
}

function vouchFor({ title, because }: JudgedGrade): string {
  return because ?? `What “${title}” asks for is there.`;
}
