import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { CheckGroupList } from './CheckGroupList';
import { NoScorecards } from './NoScorecards';
import { groupChecks } from './groupChecks';
import type { AskedFor } from './useTabState';

/** Every check of the scorecard, grouped by state, worst first. */
export function Checks(props: {
  scorecard?: ServiceScorecard;
  /** The check the reader asked for; it is opened and brought into view. */
  askedFor?: AskedFor;
}) {
  const { scorecard, askedFor } = props;
  if (!scorecard) return <NoScorecards />;
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: '100%' }}>
      {groupChecks(scorecard.checks).map(group => (
        <CheckGroupList
          key={group.state}
          group={group}
          scorecard={scorecard.scorecard}
          levels={scorecard.levels}
          askedFor={askedFor}
        />
      ))}
    </Box>
  );
}
