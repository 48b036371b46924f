import type {
  CheckResult,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { LevelBadge, effortWords } from '../ui';
import { CheckDetails } from './CheckDetails';
import { useOpened } from './useOpened';

const open = ['fail', 'unknown'];

/** One check: its state and reason at a glance, everything else on opening it. */
export function CheckItem(props: {
  check: CheckResult;
  scorecard: string;
  level?: ServiceScorecard['levels'][number];
  /** Of the address that asks for it: with each it is opened and scrolled to. */
  request?: string;
}) {
  const { check, level, request } = props;
  const [opened, setOpened] = useOpened({ request });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (request) place.current?.scrollIntoView?.({ block: 'center' });
  }, [request]);
  return (
    <Accordion
      ref={place}
      disableGutters
      variant="outlined"
      expanded={opened}
      onChange={(_, expanded) => setOpened(expanded)}
      TransitionProps={{ unmountOnExit: true }}
      sx={{
        '&:not(:last-of-type)': { borderBottom: 0 },
        '&:first-of-type': { borderRadius: '8px 8px 0 0' },
        '&:last-of-type': { borderRadius: '0 0 8px 8px' },
        '&:first-of-type:last-of-type': { borderRadius: '8px' },
        '&::before': { display: 'none' },
      }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Box sx={{ minWidth: 0 }}>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              gap: 1,
              alignItems: 'center',
            }}
          >
            <Box component="span" sx={{ fontWeight: 600 }}>
              {check.title}
            </Box>
            {level && <LevelBadge {...level} level={level.name} />}
            {open.includes(check.state) && (
              <Box
                component="span"
                sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
              >
                takes {effortWords[check.effort]}
              </Box>
            )}
          </Box>
          <Box
            sx={{
              mt: 0.5,
              color: 'text.secondary',
              fontSize: '0.875rem',
              overflowWrap: 'anywhere',
            }}
          >
            {check.reason}
          </Box>
        </Box>
      </AccordionSummary>
      <AccordionDetails>
        <CheckDetails check={check} scorecard={props.scorecard} />
      </AccordionDetails>
    </Accordion>
  );
}
