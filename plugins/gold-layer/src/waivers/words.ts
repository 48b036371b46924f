import {
  riskLevels,
  waiverStates,
  type RiskGrade,
  type RiskLevel,
  type Waiver,
  type WaiverApprover,
  type WaiverState,
  type WaiverSubject,
} from '@gold-layer/backstage-plugin-common';
import { count, type NewRisk, type Option } from '../ui';

/** Risk levels as people say them. */
export const levelWords: Record<RiskLevel, string> = {
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  severe: 'Severe',
};

/** Likelihood and impact as people say them. */
export const gradeWords: Record<RiskGrade, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
};

/** States of a waiver as people say them. */
export const stateWords: Record<WaiverState, string> = {
  requested: 'Waits for approval',
  active: 'Active',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  revoked: 'Revoked',
  expired: 'Expired',
  renewed: 'Renewed',
};

/** The choices of the filter by state. */
export const stateOptions: Option[] = [
  { value: 'expiring', title: 'Ends soon' },
  ...waiverStates.map(value => ({ value, title: stateWords[value] })),
];

/** The choices of the filter by risk, worst first. */
export const levelOptions: Option[] = [...riskLevels]
  .reverse()
  .map(value => ({ value, title: levelWords[value] }));

/** Where the thing stands without the waiver. */
export const trueStateWords: Record<
  NonNullable<Waiver['trueState']>,
  string
> = {
  fail: 'fails',
  unknown: 'is unknown',
  waived: 'is waived',
  upcoming: 'does not count yet',
  pass: 'passes',
  'not-applicable': 'does not apply',
  met: 'is met',
  partly: 'is partly met',
  'not-met': 'is not met',
  unanswered: 'is not answered',
};

/** Who may not approve, though they may hold the role. */
export function approverLimits(approver: WaiverApprover): string {
  switch (approver.anybodyOf) {
    case 'owning-team':
      return 'That is anybody in the owning team, except whoever asks.';
    case 'other-teams':
      return 'That is anybody outside the owning team, except whoever asks.';
    default:
      return 'Whoever asks cannot approve, nor can the owning team.';
  }
}

/** How many more terms the policy allows, and what that means. */
export function renewalsLeftWords(left: number, when = 'From here'): string {
  return left > 0
    ? `${when} ${count(left, 'renewal')} ${left === 1 ? 'is' : 'are'} left, each approved one role higher.`
    : `${when} no renewal is left: the cause has to be put right before it ends.`;
}

/** What a waiver is on, as the address of a new one has it. */
export function toNewRisk(service: string, subject: WaiverSubject): NewRisk {
  return subject.kind === 'check'
    ? { service, scorecard: subject.scorecard, check: subject.check }
    : { service, checklist: subject.checklist, control: subject.control };
}
