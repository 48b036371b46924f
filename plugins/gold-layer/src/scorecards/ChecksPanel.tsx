import type { ScorecardDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Panel, count } from '../ui';
import { CheckRow } from './CheckRow';
import { worstFirst } from './checkOrder';
import type { ScorecardFilter } from './useScorecardFilter';

const shownAtFirst = 12;

/** Every check with how many services pass it, worst first. */
export function ChecksPanel(props: {
  scorecard: ScorecardDetail;
  filter: ScorecardFilter;
}) {
  const [all, setAll] = useState(false);
  const { scorecard } = props;
  const checks = worstFirst(scorecard.checks);
  return (
    <Panel
      title="Checks"
      question={`What holds services back? ${count(scorecard.checks.length, 'check')}, worst first.`}
    >
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {(all ? checks : checks.slice(0, shownAtFirst)).map(check => (
          <CheckRow
            key={check.check}
            check={check}
            scorecard={scorecard}
            filter={props.filter}
          />
        ))}
      </Box>
      {checks.length > shownAtFirst && (
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 1 }}
        >
          {all ? 'Show the worst only' : `Show all ${checks.length} checks`}
        </Button>
      )}
    </Panel>
  );
}
