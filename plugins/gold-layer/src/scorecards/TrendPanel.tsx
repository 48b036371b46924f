import type { ScorecardDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Suspense, lazy, useState } from 'react';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, Panel, Waiting } from '../ui';
import { TrendLegend } from './TrendLegend';
import { TrendTable } from './TrendTable';
import { dayInWords, trendInWords, trendSeries } from './trendSeries';
import type { ScorecardFilter } from './useScorecardFilter';

// The chart library is large and only needed here.
const TrendChart = lazy(() =>
  import('./TrendChart').then(module => ({ default: module.TrendChart })),
);

const days = 90;

/** Services per level over three months: in a sentence, as a chart, as a table. */
export function TrendPanel(props: {
  scorecard: ScorecardDetail;
  filter: ScorecardFilter;
}) {
  const [asTable, setAsTable] = useState(false);
  const { scorecard, filter } = props;
  const query = useGoldLayer('getScorecardTrend', {
    name: scorecard.name,
    ...filter,
    days,
  });
  return (
    <Panel
      title="Trend"
      question={`Is it getting better? The last ${days} days.`}
      action={
        <Button
          size="small"
          color="inherit"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          sx={{ textTransform: 'none' }}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      }
    >
      <Loaded query={query} lines={6}>
        {({ items }) => {
          if (items.length === 0) {
            return (
              <EmptyState
                why="No day has been recorded yet."
                todo="Gold Layer counts the services on each level once a day; the first point appears after the first count."
              />
            );
          }
          const series = trendSeries(items, scorecard.levels);
          return (
            <>
              <Typography sx={{ mb: 1 }}>
                {trendInWords(series)}
                {series.replayed && (
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {' '}
                    Hatched days ({dayInWords(series.replayed.from)} to{' '}
                    {dayInWords(series.replayed.to)}) were worked out afterwards
                    from dated facts, not seen on the day.
                  </Box>
                )}
              </Typography>
              {asTable ? (
                <TrendTable series={series} />
              ) : (
                <>
                  <Suspense fallback={<Waiting lines={6} />}>
                    <TrendChart series={series} />
                  </Suspense>
                  <TrendLegend series={series} />
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
