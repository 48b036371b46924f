import type { ScorecardDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { FirstOf, Panel, count } from '../ui';
import { CheckRow } from './CheckRow';
import { worstFirst } from './checkOrder';
import type { ScorecardFilter } from './useScorecardFilter';

const shownAtFirst = 12;

/** Every check with how many services pass it, worst first. */
export function ChecksPanel(props: {
  scorecard: ScorecardDetail;
  filter: ScorecardFilter;
}) {
  const { scorecard } = props;
  const checks = worstFirst(scorecard.checks);
  return (
    <Panel
      title="Checks"
      question={`What holds services back? ${count(scorecard.checks.length, 'check')}, worst first.`}
    >
      <FirstOf items={checks} first={shownAtFirst}>
        {shown => (
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {shown.map(check => (
              <CheckRow
                key={check.check}
                check={check}
                scorecard={scorecard}
                filter={props.filter}
              />
            ))}
          </Box>
        )}
      </FirstOf>
    </Panel>
  );
}
