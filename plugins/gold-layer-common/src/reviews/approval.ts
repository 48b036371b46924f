import type { ShownTier } from '../services/tier';
import { CountedControl, standsInTheWay } from './progress';
import type { ReviewSection } from './review';

/** A control as decisions see it. */
export interface JudgedControl extends CountedControl {
  control: string;
  title: string;
}

/** Why a review cannot be submitted, one sentence each; none when it can. */
export function submissionProblems(
  controls: readonly JudgedControl[],
  tier: ShownTier,
): string[] {
  const problems: string[] = [];
  if (tier === 'unclassified') {
    problems.push(
      'The service has no tier, and the tier decides who signs: declare it in the record of the service first.',
    );
  }
  const unanswered = controls.filter(({ answer }) => answer === undefined);
  if (unanswered.length > 0) {
    problems.push(
      `${count(unanswered.length)} unanswered: ${named(unanswered)}.`,
    );
  }
  const incomplete = controls.filter(
    ({ answer, open }) => answer !== undefined && open?.weight === 'asks',
  );
  for (const { title, open } of incomplete) {
    problems.push(`'${title}': ${open?.reason ?? ''}`);
  }
  return problems;
}

/** What an approval depends on. */
export interface ApprovalSituation {
  controls: readonly JudgedControl[];
  /** Those that have to be signed. */
  sections: readonly Pick<ReviewSection, 'section' | 'title' | 'signOff'>[];
}

/** Why a review cannot be approved, on conditions or without, one sentence each; none when it can. */
export function approvalProblems(situation: ApprovalSituation): string[] {
  const blocking = situation.controls.filter(standsInTheWay);
  const problems = blocking.map(
    ({ title, open }) => `'${title}' blocks approval: ${open?.reason ?? ''}`,
  );
  for (const { title, signOff } of situation.sections) {
    if (!signOff) problems.push(`'${title}' is not signed yet.`);
    if (signOff?.state === 'changes-requested') {
      problems.push(`Changes asked for in '${title}' are not signed off yet.`);
    }
    if (signOff?.state === 'stale') {
      problems.push(
        `'${title}' was changed after it was signed; it has to be signed again.`,
      );
    }
  }
  return problems;
}

/** As what the whole is approved once every role has spoken. */
export function overallDecision(
  decisions: readonly (
    'approved' | 'conditionally-approved' | 'rejected' | undefined
  )[],
): 'approved' | 'conditionally-approved' | 'rejected' | undefined {
  if (decisions.includes('rejected')) return 'rejected';
  if (decisions.length === 0 || decisions.includes(undefined)) return undefined;
  return decisions.includes('conditionally-approved')
    ? 'conditionally-approved'
    : 'approved';
}

function count(controls: number): string {
  return controls === 1 ? 'One control is' : `${controls} controls are`;
}

function named(controls: readonly JudgedControl[]): string {
  const titles = controls.slice(0, 5).map(({ title }) => `'${title}'`);
  const more = controls.length - titles.length;
  return titles.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
