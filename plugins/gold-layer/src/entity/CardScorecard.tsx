import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { LevelBadge, effortWords, inlineLinks } from '../ui';
import { distanceInWords, levelHeld } from './standingWords';

/** One scorecard on the card: level, distance, next step. */
export function CardScorecard(props: {
  scorecard: ServiceScorecard;
  /** Address of the service's tab. */
  tab: string;
}) {
  const { scorecard, tab } = props;
  const step = scorecard.nextSteps[0];
  const address = (check?: string) =>
    `${tab}?${new URLSearchParams({
      scorecard: scorecard.scorecard,
      ...(check && { check }),
    })}`;
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
      >
        <Link to={address()}>{scorecard.title}</Link>
        <LevelBadge {...levelHeld(scorecard)} />
        <Typography component="span" variant="body2" color="text.secondary">
          {distanceInWords(scorecard)}
        </Typography>
      </Box>
      {step && (
        <Typography variant="body2" sx={{ mt: 0.5, ...inlineLinks }}>
          Next: <Link to={address(step.check)}>{step.title}</Link>, takes{' '}
          {effortWords[step.effort]}
        </Typography>
      )}
    </Box>
  );
}
