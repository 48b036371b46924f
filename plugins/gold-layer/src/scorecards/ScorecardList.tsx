import { Link } from '@backstage/core-components';
import type { ScorecardSummary } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { lowestPassRateFirst } from '../scorecardOrder';
import { EmptyState, Loaded, StaleBanner, useLinks } from '../ui';
import { ScorecardPanel } from './ScorecardPanel';

/** Every scorecard: the question it answers and where the services stand. */
export function ScorecardList() {
  const query = useGoldLayer('listScorecards', {});
  const links = useLinks();
  return (
    <Loaded query={query} lines={8}>
      {({ items, stale, confirmedAt }) => (
        <>
          <StaleBanner stale={stale} confirmedAt={confirmedAt} />
          {items.length === 0 ? (
            <EmptyState
              why="No scorecard is in force."
              todo={
                <>
                  The built-in ones should be here.{' '}
                  <Link to={links.health}>Health</Link> names every definition
                  that could not be read, and why.
                </>
              }
            />
          ) : (
            <Panels scorecards={items} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Panels(props: { scorecards: ScorecardSummary[] }) {
  return (
    <Box
      component="ul"
      sx={{
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'repeat(2, minmax(0, 1fr))',
        },
        m: 0,
        p: 0,
        listStyle: 'none',
      }}
    >
      {[...props.scorecards].sort(lowestPassRateFirst).map(scorecard => (
        <li key={scorecard.name}>
          <ScorecardPanel scorecard={scorecard} />
        </li>
      ))}
    </Box>
  );
}
