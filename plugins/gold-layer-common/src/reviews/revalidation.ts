import { ShownTier, tiers } from '../services/tier';

/** What an approval rested on besides its answers. */
export interface ApprovedCircumstances {
  /** Milliseconds. */
  at: number;
  tier: ShownTier;
  owner?: string;
  /** Refs of services of the tier critical that it depended on. */
  criticalDependencies: readonly string[];
  /** Error budgets exhausted in the quarter of the approval, as known then. */
  exhaustions?: number;
}

/** How it is now. */
export interface PresentCircumstances {
  tier: ShownTier;
  owner?: string;
  criticalDependencies: readonly string[];
  /** Error budgets exhausted in the current quarter; absent: not known. */
  exhaustions?: number;
  /** Milliseconds; when the last incident of severity 1 began, if one is known. */
  lastSev1?: number;
  /** Conditions of the approval that are not done. */
  openConditions: readonly { title: string; due: string; over: boolean }[];
}

/** The sentence that a tier was raised; undefined if it was not. */
export function tierRaise(from: ShownTier, to: ShownTier): string | undefined {
  return rank(to) < rank(from)
    ? `The tier was raised from ${from} to ${to}.`
    : undefined;
}

/** Why an approval has to be validated again, each cause in a sentence; none while it holds. */
export function revalidationCauses(
  approved: ApprovedCircumstances,
  present: PresentCircumstances,
  now: number,
): string[] {
  const causes: string[] = [];
  const raised = tierRaise(approved.tier, present.tier);
  if (raised) causes.push(raised);
  if (present.owner !== approved.owner) {
    causes.push(
      `The owner changed from ${approved.owner ?? 'nobody'} to ${present.owner ?? 'nobody'}.`,
    );
  }
  const added = present.criticalDependencies.filter(
    ref => !approved.criticalDependencies.includes(ref),
  );
  if (added.length > 0) {
    causes.push(`It now depends on the critical ${added.join(', ')}.`);
  }
  const exhausted = exhaustionsSince(approved, present, now);
  if (exhausted >= 2) {
    causes.push(
      `An error budget was exhausted ${exhausted} times since the approval.`,
    );
  }
  if (present.lastSev1 !== undefined && present.lastSev1 > approved.at) {
    causes.push(
      `An incident of severity 1 began on ${day(present.lastSev1)}, after the approval.`,
    );
  }
  for (const { title, due, over } of present.openConditions) {
    if (over)
      causes.push(`The condition '${title}' was due on ${due} and is not met.`);
  }
  return causes;
}

/** Those of this quarter, less those known when it was approved in the same quarter. */
function exhaustionsSince(
  { at, exhaustions: before = 0 }: ApprovedCircumstances,
  { exhaustions = 0 }: PresentCircumstances,
  now: number,
): number {
  return quarter(at) === quarter(now) ? exhaustions - before : exhaustions;
}

function quarter(at: number): string {
  const date = new Date(at);
  return `${date.getUTCFullYear()}-${Math.floor(date.getUTCMonth() / 3)}`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** 0 is the most critical. */
function rank(tier: ShownTier): number {
  return tier === 'unclassified' ? tiers.length : tiers.indexOf(tier);
}
