import { Link } from '@backstage/core-components';
import type { GateAnswer } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { budgetWords, useLinks } from '../../ui';
import { BudgetStatePill, FrozenPill, SloStatePill } from '../SloPills';
import { VerdictPill } from './VerdictPill';

/** What has to be done before the change goes out. */
export function Conditions(props: Pick<GateAnswer, 'conditions'>) {
  const { conditions } = props;
  if (conditions.length === 0) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <strong>Before it goes out</strong>
      <Box component="ul" aria-label="Conditions" sx={{ m: 0, pl: 2.5 }}>
        {conditions.map(condition => (
          <li key={condition}>{condition}</li>
        ))}
      </Box>
    </Box>
  );
}

/** The part of each SLO in an answer, and of documents that should give one; those that decided first. */
export function Reasons(props: Pick<GateAnswer, 'reasons'>) {
  const links = useLinks();
  const { reasons } = props;
  if (reasons.length === 0) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <strong>Why</strong>
      <Box
        component="ul"
        aria-label="Reasons"
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {reasons.map(reason => (
          <Box
            component="li"
            key={reason.slo ?? `${reason.document} ${reason.sentence}`}
            sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}
          >
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                gap: 1,
                alignItems: 'center',
              }}
            >
              <Box sx={{ fontWeight: 600 }}>
                {reason.slo === undefined ? (
                  reason.title
                ) : (
                  <Link to={links.slo(reason.slo)}>{reason.title}</Link>
                )}
              </Box>
              <VerdictPill verdict={reason.verdict} />
              {reason.budget === 'unknown' && (
                <SloStatePill state={reason.state} />
              )}
              <BudgetStatePill state={reason.budget} />
              <FrozenPill frozen={reason.frozen} />
            </Box>
            <Box sx={{ overflowWrap: 'anywhere' }}>{reason.sentence}</Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              Budget: {budgetWords(reason.remaining)}. Policy “{reason.policy}”.
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
