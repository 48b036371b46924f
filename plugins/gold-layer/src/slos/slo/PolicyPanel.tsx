import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { AsOf, Panel, Term, budgetWords, percent, useLinks } from '../../ui';
import { BudgetStatePill, FrozenPill } from '../SloPills';
import { momentWords } from '../figures';
import { budgetStateWords, verdictWords } from '../words';

/** What the policy says now, and how it came to that. */
export function PolicyPanel(props: { slo: SloDetail }) {
  const { policy, numbers, service, changes } = props.slo;
  const links = useLinks();
  const { now } = policy;
  return (
    <Panel
      title="Budget policy"
      question="What does it mean for our work?"
      link={{ to: links.gate({ service }), text: 'Ask the gate' }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1 }}>
        <BudgetStatePill state={numbers.budget} />
        <FrozenPill frozen={numbers.frozen} />
      </Box>
      <Box sx={{ mb: 1.5 }}>
        {verdictWords[now.gate]}
        {numbers.frozen &&
          ` It stays so until more than ${percent(policy.thawAbove)} of the budget is left.`}
        {now.conditions.length > 0 && (
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {now.conditions.map(condition => (
              <li key={condition}>{condition}</li>
            ))}
          </Box>
        )}
      </Box>
      {now.actions.length > 0 && (
        <Term name="What people do now">
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {now.actions.map(action => (
              <li key={action}>{action}</li>
            ))}
          </Box>
        </Term>
      )}
      <Term name="How it came to this">
        {changes.length === 0 ? (
          'The budget has been in this state since it was first measured.'
        ) : (
          <Box
            component="ol"
            aria-label="Changes of the budget's state, newest first"
            sx={{
              listStyle: 'none',
              m: 0,
              p: 0,
              pl: 1.5,
              borderLeft: 2,
              borderColor: 'divider',
            }}
          >
            {changes.map(change => (
              <Box component="li" key={change.at} sx={{ py: 0.5 }}>
                <Box
                  sx={{
                    display: 'flex',
                    flexWrap: 'wrap',
                    gap: 0.75,
                    alignItems: 'center',
                  }}
                >
                  {budgetStateWords[change.from]} →{' '}
                  <BudgetStatePill state={change.to} />
                  <FrozenPill frozen={change.frozen} />
                </Box>
                <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                  {momentWords(change.at)} (<AsOf at={change.at} />
                  ), {budgetWords(change.remaining)}
                </Box>
              </Box>
            ))}
          </Box>
        )}
      </Term>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        Policy “{policy.title}”, version {policy.version}. {policy.problem}
      </Box>
    </Panel>
  );
}
