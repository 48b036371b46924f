import { Link } from '@backstage/core-components';
import type { CheckResult } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { inlineLinks, useLinks } from '../ui';
import { useService } from './useService';

/** What can be done about a check that cannot be fixed soon, and where a waived one was accepted. */
export function AboutWaiver(props: { check: CheckResult; scorecard: string }) {
  const { check, scorecard } = props;
  const { ref } = useService();
  const links = useLinks();
  const on = { service: ref, scorecard, check: check.check };
  if (check.state === 'waived') {
    return (
      <Box sx={{ mb: 1.5 }}>
        <Link to={links.risks(on)}>Who accepted the risk, and why</Link>
      </Box>
    );
  }
  if (check.state !== 'fail' && check.state !== 'unknown') return null;
  return (
    <Box sx={{ mb: 1.5, ...inlineLinks }}>
      Cannot be fixed soon? <Link to={links.newRisk(on)}>Ask for a waiver</Link>
    </Box>
  );
}
