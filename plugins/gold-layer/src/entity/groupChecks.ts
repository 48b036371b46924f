import {
  CheckResult,
  CheckState,
  checkStates,
} from '@gold-layer/backstage-plugin-common';

/** Checks that share a state, in the order in which they came. */
export interface CheckGroup {
  state: CheckState;
  checks: CheckResult[];
}

/** Checks by state, worst state first; states without a check are left out. */
export function groupChecks(checks: CheckResult[]): CheckGroup[] {
  return checkStates
    .map(state => ({
      state,
      checks: checks.filter(check => check.state === state),
    }))
    .filter(group => group.checks.length > 0);
}
