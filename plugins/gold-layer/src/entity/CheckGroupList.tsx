import type {
  CheckState,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { StateChip, count } from '../ui';
import { CheckItem } from './CheckItem';
import type { CheckGroup } from './groupChecks';

/** States that ask for nothing; their checks wait behind a button. */
const quiet: CheckState[] = ['pass', 'not-applicable'];

/** Checks that share a state. */
export function CheckGroupList(props: {
  group: CheckGroup;
  /** Name of the scorecard they belong to. */
  scorecard: string;
  levels: ServiceScorecard['levels'];
  focused?: string;
}) {
  const { state, checks } = props.group;
  const [opened, setOpened] = useState(!quiet.includes(state));
  const open = opened || checks.some(({ check }) => check === props.focused);
  return (
    <Box component="section">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <Box component="h3" sx={{ m: 0, fontSize: '1rem' }}>
          <StateChip state={state} count={checks.length} />
        </Box>
        {quiet.includes(state) && (
          <Button
            size="small"
            color="inherit"
            aria-expanded={open}
            onClick={() => setOpened(!open)}
            sx={{ textTransform: 'none' }}
          >
            {open ? 'Hide' : `Show ${count(checks.length, 'check')}`}
          </Button>
        )}
      </Box>
      {open &&
        checks.map(check => (
          <CheckItem
            key={check.check}
            check={check}
            scorecard={props.scorecard}
            level={props.levels.find(({ name }) => name === check.level)}
            focused={check.check === props.focused}
          />
        ))}
    </Box>
  );
}
