import type {
  ScorecardChange,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { AsOf } from '../ui';
import { byDay, changeValue } from './changeWords';

/** Changes under the day on which they came. */
export function ChangeList(props: {
  changes: ScorecardChange[];
  scorecards: ServiceScorecard[];
}) {
  return (
    <>
      {byDay(props.changes).map(({ day, changes }) => (
        <Box key={day} component="section" sx={{ mb: 2 }}>
          <Box
            component="h3"
            sx={{
              fontSize: '0.875rem',
              m: 0,
              mb: 0.5,
              color: 'text.secondary',
            }}
          >
            {day}
          </Box>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {changes.map(change => (
              <Change
                key={`${change.at} ${change.scorecard} ${change.check} ${change.to}`}
                change={change}
                scorecard={props.scorecards.find(
                  ({ scorecard }) => scorecard === change.scorecard,
                )}
              />
            ))}
          </Box>
        </Box>
      ))}
    </>
  );
}

function Change(props: {
  change: ScorecardChange;
  scorecard?: ServiceScorecard;
}) {
  const { change, scorecard } = props;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        py: 0.5,
        alignItems: 'baseline',
      }}
    >
      <Box component="span" sx={{ fontWeight: change.check ? 400 : 700 }}>
        {change.check ? change.title : `Level on ${change.title}`}
      </Box>
      <span>
        {changeValue(change, { value: change.from, scorecard })}
        {' → '}
        <strong>{changeValue(change, { value: change.to, scorecard })}</strong>
      </span>
      <Box
        component="span"
        sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
      >
        <AsOf at={change.at} />
        {change.check && `, ${scorecard?.title ?? change.scorecard}`}, version{' '}
        {change.version}
      </Box>
    </Box>
  );
}
