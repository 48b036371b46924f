import type {
  ServiceDetail,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  EntityLink,
  TierLabel,
  goldWords,
  inlineLinks,
  levelWords,
} from '../ui';
import { RefreshButton } from './RefreshButton';
import { ScorecardChooser } from './ScorecardChooser';
import { distanceInWords, levelHeld } from './standingWords';
import type { ServiceId } from './useService';

function answer(scorecard: ServiceScorecard): string {
  const { level, title } = levelHeld(scorecard);
  const held = level
    ? `It holds ${levelWords(level, title)}`
    : 'It holds no level yet';
  const distance = distanceInWords(scorecard);
  return `${held} on ${scorecard.title}: ${distance.charAt(0).toLocaleLowerCase('en-US')}${distance.slice(1)}.`;
}

/** Whose service it is, how much depends on it, and where it stands. */
export function ServiceHeader(props: {
  id: ServiceId;
  serviceRef: string;
  detail?: ServiceDetail;
  scorecards: ServiceScorecard[];
  chosen?: ServiceScorecard;
  onChoose: (scorecard: string) => void;
}) {
  const { detail, chosen } = props;
  return (
    <Box component="header">
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          alignItems: 'flex-start',
          justifyContent: 'space-between',
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Typography
            component="h2"
            sx={{ fontSize: '1.375rem', fontWeight: 700, m: 0 }}
          >
            {chosen ? answer(chosen) : 'Is it ready?'}
          </Typography>
          {detail && (
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                columnGap: 2.5,
                rowGap: 0.5,
                mt: 0.5,
              }}
            >
              <TierLabel tier={detail.service.tier} />
              <Box component="span" sx={inlineLinks}>
                {detail.service.owner ? (
                  <>
                    Owned by{' '}
                    <EntityLink
                      entityRef={detail.service.owner}
                      title={detail.owner?.title}
                    />
                  </>
                ) : (
                  'Owned by nobody that can be found'
                )}
              </Box>
              <span>{goldWords[detail.service.gold.answer]}</span>
            </Box>
          )}
        </Box>
        <RefreshButton id={props.id} serviceRef={props.serviceRef} />
      </Box>
      {props.scorecards.length > 0 && (
        <ScorecardChooser
          scorecards={props.scorecards}
          chosen={chosen?.scorecard}
          onChoose={props.onChoose}
        />
      )}
    </Box>
  );
}
