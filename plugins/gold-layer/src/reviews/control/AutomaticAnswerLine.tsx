import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { AsOf, Pill, useTones } from '../../ui';
import { ControlInputs } from './ControlInputs';

const outcomes = {
  met: 'Met by the facts',
  'not-met': 'Not met by the facts',
  unknown: 'No fact tells',
};

/** What the portal knows by itself, where from and since when. */
export function AutomaticAnswerLine(props: { control: ReviewControl }) {
  const { automatic } = props.control;
  const tones = useTones();
  const [shown, setShown] = useState(false);
  if (!automatic) return null;
  const tone = {
    met: tones.good,
    'not-met': tones.bad,
    unknown: tones.unknown,
  }[automatic.outcome];
  const sources = [
    ...new Set(automatic.inputs.flatMap(({ source }) => source ?? [])),
  ];
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Pill tone={tone}>{outcomes[automatic.outcome]}</Pill>{' '}
        {automatic.reason}{' '}
        <Box
          component="span"
          sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
        >
          {sources.length > 0 && `From ${sources.join(', ')}, `}
          as of <AsOf at={automatic.asOf} />.
        </Box>{' '}
        {automatic.inputs.length > 0 && (
          <Button
            size="small"
            color="inherit"
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
            sx={{ py: 0, px: 0.5, minWidth: 0, textDecoration: 'underline' }}
          >
            {shown ? 'Hide facts' : 'Facts'}
          </Button>
        )}
      </Box>
      {shown && <ControlInputs control={props.control} />}
    </Box>
  );
}
