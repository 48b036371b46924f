import type { BudgetPolicyDocument } from '@gold-layer/backstage-plugin-common';

/** Who may let a service through although its budget says no, and for how long. */
export interface GlassTerms {
  /** Names of roles; one of them is enough. */
  roles: string[];
  longestHours: number;
}

/**
 * The terms on which the policies of a service's SLOs agree: roles that all of
 * them name, and the shortest time. Where no role is named by all, those of the
 * policy that allows the shortest time count, as it is the most careful one.
 */
export function glassTerms(
  policies: [BudgetPolicyDocument, ...BudgetPolicyDocument[]],
): GlassTerms {
  const terms = policies.map(({ spec }) => spec.breakGlass);
  const careful = terms.reduce((least, each) =>
    each.longestHours < least.longestHours ? each : least,
  );
  const common = careful.roles.filter(role =>
    terms.every(({ roles }) => roles.includes(role)),
  );
  return {
    roles: common.length > 0 ? common : careful.roles,
    longestHours: careful.longestHours,
  };
}
