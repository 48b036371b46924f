import type { CompiledChecklist } from './checklists/compileChecklist';
import type { EvaluatedControl } from './checklists/evaluateControls';
import type { StoredAnswer, WholeReview } from './records';

/** A control that nobody and nothing has answered. */
export function blankAnswer(control: string): StoredAnswer {
  return { control, applies: true, version: 0 };
}

/**
 * Puts what the portal knows now beside what is stored; answers the rows that
 * differ. A row whose outcome and reason are the same stays as it is, so that
 * facts which are merely confirmed write nothing; unless everything is asked
 * for, as when somebody is about to rest a decision on it.
 */
export function applyEvaluation(
  whole: Pick<WholeReview, 'answers'>,
  evaluated: ReadonlyMap<string, EvaluatedControl>,
  options: { everything?: boolean } = {},
): StoredAnswer[] {
  const changed: StoredAnswer[] = [];
  for (const [control, { applies, automatic }] of evaluated) {
    const before = whole.answers.get(control);
    const same =
      before?.applies === applies &&
      before.automatic?.outcome === automatic?.outcome &&
      before.automatic?.reason === automatic?.reason;
    const asOf = before?.automatic?.asOf;
    if (same && !(options.everything && asOf !== automatic?.asOf)) continue;
    // A person confirmed what it said then, not what it says now.
    const kept = before?.automatic?.outcome === automatic?.outcome;
    changed.push({
      ...(before ?? blankAnswer(control)),
      applies,
      automatic,
      confirmed: kept ? before?.confirmed : undefined,
    });
  }
  return changed;
}

/** The first answers of a review: one per control. */
export function firstAnswers(
  checklist: CompiledChecklist,
  evaluated: ReadonlyMap<string, EvaluatedControl>,
): StoredAnswer[] {
  const answers = new Map(
    [...checklist.controls.keys()].map(id => [id, blankAnswer(id)]),
  );
  for (const answer of applyEvaluation({ answers: new Map() }, evaluated)) {
    answers.set(answer.control, answer);
  }
  return [...answers.values()];
}
