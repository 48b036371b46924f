import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useParams } from 'react-router-dom';
import { toProblem, useGoldLayer } from '../api';
import { EmptyState, Loaded, StaleBanner, useLinks } from '../ui';
import { BreakdownPanel } from './BreakdownPanel';
import { ChecksPanel } from './ChecksPanel';
import { DefinitionPanel } from './DefinitionPanel';
import { FilterBar } from './FilterBar';
import { LevelsPanel } from './LevelsPanel';
import { TrendPanel } from './TrendPanel';
import { useScorecardFilter } from './useScorecardFilter';

/** One scorecard: where services stand, what holds them back, how that changes. */
export function ScorecardView() {
  const { name = '' } = useParams();
  const links = useLinks();
  const filtering = useScorecardFilter();
  const { filter } = filtering;
  const query = useGoldLayer('getScorecard', { name, ...filter });

  if (
    query.error &&
    !query.data &&
    toProblem(query.error).kind === 'not-found'
  ) {
    return (
      <EmptyState
        why={`There is no scorecard named ${name}.`}
        todo="It may have been renamed or removed, or its definition could not be read."
        action={
          <>
            <Link to={links.scorecards}>All scorecards</Link>
            {' · '}
            <Link to={links.health}>Refused definitions</Link>
          </>
        }
      />
    );
  }
  return (
    <Loaded query={query} lines={10}>
      {scorecard => (
        <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: '100%' }}>
          <Box>
            <StaleBanner
              stale={scorecard.stale}
              confirmedAt={scorecard.confirmedAt}
            />
            <Typography variant="body2" sx={{ mb: 0.5 }}>
              <Link to={links.scorecards}>All scorecards</Link>
            </Typography>
            <Typography
              component="h1"
              sx={{ fontSize: '1.5rem', fontWeight: 700, m: 0 }}
            >
              {scorecard.title}
            </Typography>
            <Typography color="text.secondary" sx={{ maxWidth: '80ch' }}>
              {scorecard.description}
            </Typography>
          </Box>
          <FilterBar {...filtering} />
          <Box
            sx={{
              display: 'grid',
              gap: 2.5,
              gridTemplateColumns: {
                xs: 'minmax(0, 1fr)',
                lg: 'minmax(0, 2fr) minmax(0, 3fr)',
              },
            }}
          >
            <LevelsPanel scorecard={scorecard} filter={filter} />
            <TrendPanel scorecard={scorecard} filter={filter} />
          </Box>
          <ChecksPanel scorecard={scorecard} filter={filter} />
          <BreakdownPanel scorecard={scorecard} filter={filter} />
          <DefinitionPanel scorecard={scorecard} />
        </Box>
      )}
    </Loaded>
  );
}
