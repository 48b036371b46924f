import type { GoldRecommendation } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Panel } from '../ui';
import { goldAnswers } from './goldWords';

/** Whether the service should be Gold, and why. */
export function GoldAnswer(props: { gold: GoldRecommendation }) {
  return (
    <Panel title="Should this service be Gold?">
      <Typography sx={{ fontWeight: 600 }}>
        {goldAnswers[props.gold.answer]}
      </Typography>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {props.gold.reasons.map(reason => (
          <Box component="li" key={reason} sx={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
