import type {
  CheckState,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { StateChip, count } from '../ui';
import { CheckItem } from './CheckItem';
import type { CheckGroup } from './groupChecks';
import { useOpened } from './useOpened';
import type { AskedFor } from './useTabState';

/** States that ask for nothing; their checks wait behind a button. */
const quiet: CheckState[] = ['pass', 'not-applicable'];

/** Checks that share a state. */
export function CheckGroupList(props: {
  group: CheckGroup;
  /** Name of the scorecard they belong to. */
  scorecard: string;
  levels: ServiceScorecard['levels'];
  askedFor?: AskedFor;
}) {
  const { state, checks } = props.group;
  const requestOf = (check: string) =>
    check === props.askedFor?.check ? props.askedFor.request : undefined;
  const [open, setOpen] = useOpened({
    request: checks.map(({ check }) => requestOf(check)).find(Boolean),
    atFirst: !quiet.includes(state),
  });
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
            onClick={() => setOpen(!open)}
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
            request={requestOf(check.check)}
          />
        ))}
    </Box>
  );
}
