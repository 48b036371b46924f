import type {
  CheckState,
  CheckSummary,
  ScorecardDetail,
} from '@gold-layer/backstage-plugin-common';
import { checkStates } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import { useId, useState } from 'react';
import {
  LevelBadge,
  StateChip,
  effortWords,
  stateWords,
  useLinks,
  useTones,
} from '../ui';
import { CheckExplanation } from './CheckExplanation';
import { applicable } from './checkOrder';
import type { ScorecardFilter } from './useScorecardFilter';

/** States always shown, zero or not; the others only where they occur. */
const alwaysShown: CheckState[] = ['fail', 'unknown', 'pass'];
const counted = checkStates.filter(state => state !== 'not-applicable');

function CheckBar(props: { check: CheckSummary }) {
  const tones = useTones();
  return (
    <Box
      aria-hidden
      sx={{
        display: 'flex',
        gap: '2px',
        height: 6,
        borderRadius: 3,
        overflow: 'hidden',
        backgroundColor: 'action.hover',
      }}
    >
      {counted.map(state => (
        <Box
          key={state}
          sx={{
            flexGrow: props.check.counts[state],
            backgroundColor: tones.state(state).fill,
          }}
        />
      ))}
    </Box>
  );
}

/** One check over all services: counts that lead to the services, and how to fix it. */
export function CheckRow(props: {
  check: CheckSummary;
  scorecard: ScorecardDetail;
  filter: ScorecardFilter;
}) {
  const links = useLinks();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { check, scorecard, filter } = props;
  const level = scorecard.levels.find(each => each.level === check.level);
  return (
    <Box
      component="li"
      sx={{
        py: 1.5,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          rowGap: 0.75,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: 'minmax(0, 1fr) minmax(0, 380px) 210px',
          },
          alignItems: 'center',
        }}
      >
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
          }}
        >
          <Box component="h3" sx={{ fontSize: '1rem', fontWeight: 600, m: 0 }}>
            {check.title}
          </Box>
          {level && <LevelBadge {...level} />}
        </Box>
        <Box>
          <CheckBar check={check} />
          <Box
            sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, mt: 0.5 }}
          >
            {counted
              .filter(
                state => alwaysShown.includes(state) || check.counts[state] > 0,
              )
              .map(state =>
                check.counts[state] > 0 ? (
                  <Link
                    key={state}
                    to={links.services({
                      ...filter,
                      scorecard: scorecard.name,
                      check: check.check,
                      state: [state],
                    })}
                  >
                    <StateChip state={state} count={check.counts[state]} />
                  </Link>
                ) : (
                  <Box
                    key={state}
                    component="span"
                    sx={{
                      color: 'text.secondary',
                      fontSize: '0.8125rem',
                      py: '2px',
                    }}
                  >
                    none {stateWords[state].toLocaleLowerCase('en-US')}
                  </Box>
                ),
              )}
            {applicable(check) === 0 && (
              <Box component="span" sx={{ color: 'text.secondary' }}>
                applies to no service yet
              </Box>
            )}
          </Box>
        </Box>
        <Button
          size="small"
          color="inherit"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`How to fix: ${check.title}`}
          endIcon={
            <ExpandMoreIcon
              sx={{ transform: open ? 'rotate(180deg)' : undefined }}
            />
          }
          onClick={() => setOpen(!open)}
          sx={{ justifySelf: 'start', textTransform: 'none' }}
        >
          How to fix ({effortWords[check.effort]})
        </Button>
      </Box>
      <Collapse in={open} unmountOnExit id={id}>
        <CheckExplanation check={check} />
      </Collapse>
    </Box>
  );
}
