import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, PageBody, StaleBanner } from '../ui';
import { Blockers } from './Blockers';
import { Glance } from './Glance';
import { GoldFit } from './GoldFit';
import { LevelsByTier } from './LevelsByTier';
import { Movers } from './Movers';
import { OwnershipGaps } from './OwnershipGaps';
import { ScorecardsGlance } from './ScorecardsGlance';
import { SloGlance } from './SloGlance';
import { SourceCoverage } from './SourceCoverage';

/** How all the services you may see stand today, worst first. */
export function OverviewPage() {
  const [search, setSearch] = useSearchParams();
  const scorecard = search.get('scorecard') ?? undefined;
  const query = useGoldLayer(
    'getOverview',
    { scorecard },
    { refetchInterval: 30_000 },
  );
  return (
    <PageBody>
      <Loaded query={query} lines={10}>
        {overview => (
          <>
            <StaleBanner
              stale={overview.stale}
              confirmedAt={overview.confirmedAt}
            />
            {overview.services === 0 ? (
              <EmptyState
                why="There are no services here that you may see."
                todo="Every Component of the catalog is a service. Register one, and it appears here within seconds."
              />
            ) : (
              <>
                <Glance overview={overview}>
                  <ScorecardChoice
                    overview={overview}
                    onChoose={name =>
                      setSearch({ scorecard: name }, { replace: true })
                    }
                  />
                </Glance>
                <Panels overview={overview} />
              </>
            )}
          </>
        )}
      </Loaded>
    </PageBody>
  );
}

function ScorecardChoice(props: {
  overview: Overview;
  onChoose: (name: string) => void;
}) {
  const { overview } = props;
  if (overview.scorecards.length < 2) return null;
  return (
    <TextField
      select
      size="small"
      label="Measured by"
      value={overview.scorecard ?? ''}
      onChange={event => props.onChoose(event.target.value)}
      sx={{ minWidth: 200 }}
    >
      {overview.scorecards.map(({ name, title }) => (
        <MenuItem key={name} value={name}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Panels(props: { overview: Overview }) {
  const { overview } = props;
  // Without SLOs one row has a panel less, and those below move up.
  const [gaps, others] = overview.slos ? [6, 6] : [5, 4];
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(12, 1fr)' },
        gap: 2,
      }}
    >
      <Cell wide={7}>
        <LevelsByTier overview={overview} />
      </Cell>
      <Cell wide={5}>
        <Movers overview={overview} direction="fallers" />
      </Cell>
      {overview.slos && (
        <Cell wide={5}>
          <SloGlance slos={overview.slos} />
        </Cell>
      )}
      <Cell wide={7}>
        <Blockers overview={overview} />
      </Cell>
      <Cell wide={gaps}>
        <OwnershipGaps overview={overview} />
      </Cell>
      <Cell wide={others}>
        <GoldFit overview={overview} />
      </Cell>
      <Cell wide={others}>
        <SourceCoverage overview={overview} />
      </Cell>
      <Cell wide={others}>
        <Movers overview={overview} direction="climbers" />
      </Cell>
      <Cell wide={12}>
        <ScorecardsGlance overview={overview} />
      </Cell>
    </Box>
  );
}

function Cell(props: { wide: number; children: ReactNode }) {
  return (
    <Box sx={{ gridColumn: { md: `span ${props.wide}` }, minWidth: 0 }}>
      {props.children}
    </Box>
  );
}
