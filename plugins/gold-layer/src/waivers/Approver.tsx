import {
  riskLevel,
  type WaiverTerms,
} from '@gold-layer/backstage-plugin-common';
import Typography from '@mui/material/Typography';
import { useFormContext } from 'react-hook-form';
import type { RiskForm } from './riskForm';
import { approverLimits, levelWords } from './words';

/** Who would have to approve: as soon as the form says how large the risk is, the one role. */
export function Approver(props: { terms: WaiverTerms }) {
  const { watch } = useFormContext<RiskForm>();
  const [likelihood, impact] = watch(['likelihood', 'impact']);
  const level =
    likelihood && impact ? riskLevel({ likelihood, impact }) : undefined;
  return (
    <Typography
      variant="body2"
      color="text.secondary"
      role="status"
      aria-label="Who approves"
      sx={{ mt: 2 }}
    >
      {whoApproves(props.terms.approvers, level)}
    </Typography>
  );
}

type Approvers = WaiverTerms['approvers'];

function whoApproves(
  approvers: Approvers,
  level: keyof Approvers | undefined,
): string {
  const titles = new Set(Object.values(approvers).map(({ title }) => title));
  if (level === undefined && titles.size > 1) {
    const any = new Intl.ListFormat('en-US', { type: 'disjunction' });
    return `How likely and how bad it is decides who approves: ${any.format(titles)}.`;
  }
  const approver = approvers[level ?? 'low'];
  const risk = level ? `${levelWords[level]} risk. ` : '';
  return `${risk}It will be approved by: ${approver.title}. ${approverLimits(approver)}`;
}
