import type { ScorecardSummary } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { EmptyState, Panel, StackedBar, count, percent, useLinks } from '../ui';

/** One scorecard in the list. */
export function ScorecardPanel(props: { scorecard: ScorecardSummary }) {
  const links = useLinks();
  const { scorecard } = props;
  return (
    <Panel
      title={scorecard.title}
      question={scorecard.description}
      link={{
        to: links.scorecard(scorecard.name),
        text: `Open ${scorecard.title}`,
      }}
    >
      {scorecard.services === 0 ? (
        <EmptyState
          why="It applies to no service you may see."
          todo="Its definition says to which services it applies."
        />
      ) : (
        <>
          <PassRate scorecard={scorecard} />
          <Box sx={{ mt: 1.5 }}>
            <StackedBar
              shares={scorecard.levels.map(level => ({
                ...level,
                to: links.services({
                  scorecard: scorecard.name,
                  level: [level.level],
                }),
              }))}
            />
          </Box>
        </>
      )}
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>
        Version {scorecard.version}, {scorecard.origin}
      </Typography>
    </Panel>
  );
}

/** Pass rate and, beside it, how much of it rests on known answers. */
export function PassRate(props: { scorecard: ScorecardSummary }) {
  const { services, passRate, coverage } = props.scorecard;
  return (
    <Typography sx={{ fontSize: '1rem' }}>
      {count(services, 'service')}
      {': '}
      {passRate === undefined ? (
        'no check applies yet'
      ) : (
        <>
          <strong>{percent(passRate)}</strong> of checks pass
        </>
      )}
      {coverage !== undefined && `, ${percent(coverage)} are answered`}
    </Typography>
  );
}
