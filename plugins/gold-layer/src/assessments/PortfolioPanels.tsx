import type { PortfolioSummary } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { BarList, Panel, SmallTable, count, useTones } from '../ui';
import { tidy } from './words';

/** What the portfolio says as a whole: bands, weakest dimensions, weakest teams. */
export function PortfolioPanels(props: {
  summary: PortfolioSummary;
  onSort: (dimension: string) => void;
}) {
  const { summary } = props;
  const { subjects, assessed, overdue } = summary;
  const tones = useTones();
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(3, 1fr)' },
      }}
    >
      <Panel
        title="Where we stand"
        question={`${assessed.toLocaleString('en-US')} of ${count(subjects, 'subject')} assessed${overdue > 0 ? `, ${overdue} overdue` : ''}`}
      >
        <BarList
          items={summary.bands.map(
            ({ band, title, subjects: value }, index) => ({
              key: band,
              label: title,
              value,
              color: tones.level({ name: 'band', rank: index + 1 }).fill,
            }),
          )}
        />
      </Panel>
      <Panel title="Weakest dimensions" question="Mean grade, lowest first">
        <WeakestDimensions summary={summary} onSort={props.onSort} />
      </Panel>
      <Panel title="Where each team is weakest" question="Weakest team first">
        {summary.teams.length === 0 ? (
          'No team has an assessment yet.'
        ) : (
          <SmallTable
            label="Weakest dimension of each team"
            rows={summary.teams}
            rowKey={({ team }) => team.ref}
            maxHeight={260}
            columns={[
              {
                title: 'Team',
                heading: true,
                render: ({ team }) => team.title,
              },
              {
                title: 'Dimension',
                render: row =>
                  summary.dimensions.find(
                    ({ dimension }) => dimension === row.dimension,
                  )?.title ?? row.dimension,
              },
              { title: 'Mean', numeric: true, render: row => tidy(row.mean) },
            ]}
          />
        )}
      </Panel>
    </Box>
  );
}

function WeakestDimensions(props: {
  summary: PortfolioSummary;
  onSort: (dimension: string) => void;
}) {
  const rows = props.summary.dimensions
    .filter(({ mean }) => mean !== undefined)
    .sort((a, b) => (a.mean ?? 0) / a.highest - (b.mean ?? 0) / b.highest);
  return (
    <SmallTable
      label="Weakest dimensions"
      rows={rows}
      rowKey={({ dimension }) => dimension}
      maxHeight={260}
      columns={[
        {
          title: 'Dimension',
          heading: true,
          render: ({ dimension, title }) => (
            <Button
              size="small"
              sx={{ p: 0, minWidth: 0, textAlign: 'left' }}
              onClick={() => props.onSort(dimension)}
              title="Sort the table below by this dimension"
            >
              {title}
            </Button>
          ),
        },
        {
          title: 'Mean',
          numeric: true,
          render: ({ mean, highest }) =>
            mean === undefined ? '–' : `${tidy(mean)} of ${highest}`,
        },
        { title: 'n', numeric: true, render: ({ n }) => n },
      ]}
    />
  );
}
