import type { ShownTier } from '../services/tier';
import type { ChecklistDocument } from './document';

/** Roles that decide for a tier; none while the service has no tier. */
export function decidingRoles(
  spec: Pick<ChecklistDocument['spec'], 'signOff'>,
  tier: ShownTier,
): string[] {
  return tier === 'unclassified' ? [] : [...new Set(spec.signOff[tier])];
}

/**
 * The role that signs a section for a tier: the one it names if that decides
 * for the tier, otherwise the first that does.
 */
export function sectionRole(
  section: { reviewer: string },
  deciding: readonly string[],
): string {
  const [first = section.reviewer] = deciding;
  return deciding.includes(section.reviewer) ? section.reviewer : first;
}
