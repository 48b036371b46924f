import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { LevelBadge } from '../ui';
import { distanceInWords, levelHeld } from './standingWords';

/** The service's level on every scorecard; pressing one shows its ladder and checks. */
export function ScorecardChooser(props: {
  scorecards: ServiceScorecard[];
  chosen?: string;
  onChoose: (scorecard: string) => void;
}) {
  return (
    <Box
      role="group"
      aria-label="Scorecards"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mt: 2 }}
    >
      {props.scorecards.map(scorecard => {
        const pressed = scorecard.scorecard === props.chosen;
        return (
          <ButtonBase
            key={scorecard.scorecard}
            aria-pressed={pressed}
            onClick={() => props.onChoose(scorecard.scorecard)}
            sx={{
              display: 'block',
              textAlign: 'left',
              px: 1.5,
              py: 1,
              borderRadius: '8px',
              border: '1px solid',
              borderColor: pressed ? 'text.primary' : 'divider',
              boxShadow: pressed ? 'inset 0 0 0 1px currentColor' : undefined,
              backgroundColor: 'background.paper',
              flex: { xs: '1 1 100%', sm: '0 1 auto' },
              '&:focus-visible': {
                outline: '2px solid',
                outlineOffset: 2,
              },
            }}
          >
            <Box
              component="span"
              sx={{ display: 'flex', gap: 1, alignItems: 'center' }}
            >
              <Box
                component="span"
                sx={{ fontWeight: pressed ? 700 : 500, fontSize: '0.9375rem' }}
              >
                {scorecard.title}
              </Box>
              <LevelBadge {...levelHeld(scorecard)} />
            </Box>
            <Box
              component="span"
              sx={{
                display: 'block',
                mt: 0.25,
                fontSize: '0.8125rem',
                color: 'text.secondary',
              }}
            >
              {distanceInWords(scorecard)}
            </Box>
          </ButtonBase>
        );
      })}
    </Box>
  );
}
