import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { Ladder } from './Ladder';
import { NextSteps } from './NextSteps';

/** The chosen scorecard at a glance: the ladder and the way up. */
export function ServiceScorecardView(props: {
  scorecard: ServiceScorecard;
  /** When all services were last evaluated, where that is known. */
  lastFullAt?: string;
  onShowCheck: (check: string) => void;
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'minmax(0, 2fr) minmax(0, 3fr)',
        },
      }}
    >
      <Ladder scorecard={props.scorecard} lastFullAt={props.lastFullAt} />
      <NextSteps scorecard={props.scorecard} onShowCheck={props.onShowCheck} />
    </Box>
  );
}
