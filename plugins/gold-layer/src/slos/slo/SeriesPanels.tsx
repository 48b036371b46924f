import type { SloDetail, SloSeries } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, lazy, useState, type ReactNode } from 'react';
import {
  budgetWords,
  EmptyState,
  Legend,
  Loaded,
  Panel,
  useTones,
  Waiting,
} from '../../ui';
import { momentWords, objectiveWords, sliWords } from '../figures';
import { SeriesTable } from './SeriesTable';
import {
  chartPoints,
  courseWords,
  isFlat,
  shownAtBurn,
  shownForecast,
  sliFloor,
} from './chartData';

// The chart library is large and only needed here.
const BurnDownChart = lazy(() =>
  import('./charts').then(m => ({ default: m.BurnDownChart })),
);
const SliChart = lazy(() =>
  import('./charts').then(m => ({ default: m.SliChart })),
);

/** What is left of the budget through time: in a sentence, as a chart, as a table. */
export function BurnDownPanel(props: {
  slo: SloDetail;
  query: UseQueryResult<SloSeries>;
}) {
  return (
    <SeriesPanel
      {...props}
      title="Burn-down"
      question="How did the budget get here, and where does it go?"
      words={series => courseWords(series, budgetWords)}
      chart={whole => {
        const { thawsAt, exhaustedAt } = props.slo.numbers.forecast;
        const end = thawsAt ?? exhaustedAt;
        const series = {
          ...whole,
          forecast: shownForecast(whole, end),
          atBurn: shownForecast(
            { ...whole, forecast: shownAtBurn(whole) },
            end,
          ),
        };
        return (
          <>
            <BurnDownChart series={series} />
            <ChartLegend series={series} budget />
          </>
        );
      }}
    />
  );
}

/** The SLI against its objective through time: in a sentence, as a chart, as a table. */
export function SliPanel(props: {
  slo: SloDetail;
  query: UseQueryResult<SloSeries>;
}) {
  return (
    <SeriesPanel
      {...props}
      title="SLI against objective"
      question="When was the promise broken?"
      words={series => sliSentence(series, props.slo)}
      chart={series => (
        <>
          <SliChart series={series} />
          <ChartLegend series={series} />
        </>
      )}
    />
  );
}

function SeriesPanel(props: {
  slo: SloDetail;
  query: UseQueryResult<SloSeries>;
  title: string;
  question: string;
  words: (series: SloSeries) => string;
  chart: (series: SloSeries) => ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel
      title={props.title}
      question={props.question}
      action={
        <Button
          size="small"
          color="inherit"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      }
    >
      <Loaded query={props.query} lines={7}>
        {series => {
          if (series.points.every(point => point.remaining === undefined)) {
            return (
              <EmptyState
                why="Nothing was measured in this time."
                todo={props.slo.numbers.diagnosis}
              />
            );
          }
          return (
            <>
              <Typography variant="body2" sx={{ mb: 1 }}>
                {props.words(series)}
              </Typography>
              {asTable ? (
                <SeriesTable
                  label={`${props.title}, day by day`}
                  series={series}
                  slo={props.slo}
                />
              ) : (
                <Suspense fallback={<Waiting lines={7} />}>
                  {props.chart(series)}
                </Suspense>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function sliSentence(series: SloSeries, slo: SloDetail): string {
  const { deeper } = sliFloor(chartPoints(series));
  const changes = series.objectives
    .slice(1)
    .map(
      ({ since, objective }) =>
        `The objective is ${objectiveWords(objective)} since ${momentWords(since)}.`,
    );
  const low =
    deeper &&
    `The line leaves the chart: its lowest point is ${sliWords(deeper.sli, slo.objective)} on ${momentWords(new Date(deeper.time).toISOString())}.`;
  const said = [low, ...changes].filter(Boolean);
  return said.length > 0
    ? said.join(' ')
    : `The objective is ${objectiveWords(slo.objective)} all the time.`;
}

/** Which line is which, and which marks there are. */
function ChartLegend(props: { series: SloSeries; budget?: boolean }) {
  const tones = useTones();
  const kinds = new Set(props.series.marks.map(({ kind }) => kind));
  const flat = isFlat(props.series.ideal);
  const line = (style: string, color: string) => ({
    width: 18,
    borderTop: `2px ${style}`,
    borderColor: color,
  });
  const block = (background: string) => ({ width: 12, height: 10, background });
  const items: { words: string; look: object; shown: boolean }[] = [
    {
      words: props.budget ? 'Budget left' : 'SLI',
      look: line('solid', 'text.primary'),
      shown: true,
    },
    {
      words: 'Spent evenly',
      look: line('solid', tones.state('waived').fill),
      shown: Boolean(props.budget) && !flat,
    },
    {
      words: 'Zero, what even spending leaves',
      look: { ...line('solid', 'text.primary'), borderTopWidth: 3 },
      shown: Boolean(props.budget) && flat,
    },
    {
      words: 'If clean from now on',
      look: line('dashed', 'text.primary'),
      shown: Boolean(props.budget) && props.series.forecast.length > 0,
    },
    {
      words: 'At the present burn',
      look: line('dotted', tones.bad.fill),
      shown: Boolean(props.budget) && (props.series.atBurn ?? []).length > 1,
    },
    {
      words: 'Objective',
      look: line('dashed', tones.bad.fill),
      shown: !props.budget,
    },
    {
      words: 'Incident',
      look: { ...block(tones.bad.fill), opacity: 0.5 },
      shown: kinds.has('incident'),
    },
    {
      words: 'Deploy',
      look: {
        width: 0,
        height: 14,
        borderLeft: '2px dotted',
        borderColor: 'text.primary',
      },
      shown: kinds.has('deploy'),
    },
    {
      words: 'Planned time',
      look: block(
        'repeating-linear-gradient(135deg, currentColor 0 1px, transparent 1px 4px)',
      ),
      shown: kinds.has('exclusion'),
    },
  ];
  return (
    <Legend
      label="Legend"
      items={items
        .filter(({ shown }) => shown)
        .map(({ words, look }) => ({
          key: words,
          words,
          look: <Box component="span" aria-hidden sx={look} />,
        }))}
    />
  );
}
