import { Link } from '@backstage/core-components';
import type { SloDetail, SloSeries } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import { SmallTable, budgetWords, percent } from '../../ui';
import { eventsWords, sliWords } from '../figures';
import { seriesDays } from './chartData';

/** The charts for those who read rather than look, newest day first. */
export function SeriesTable(props: {
  label: string;
  series: SloSeries;
  slo: SloDetail;
}) {
  return (
    <SmallTable
      label={props.label}
      maxHeight={300}
      rows={seriesDays(props.series)}
      rowKey={({ day }) => day}
      columns={[
        {
          title: 'Day',
          heading: true,
          render: ({ day }) =>
            DateTime.fromISO(day, { locale: 'en-US' }).toFormat('ccc d LLL'),
        },
        {
          title: 'Budget at its end',
          numeric: true,
          minWidth: 120,
          render: ({ remaining }) => budgetWords(remaining),
        },
        {
          title: 'SLI of the day',
          numeric: true,
          render: ({ sli }) => sliWords(sli, props.slo.objective),
        },
        {
          title: 'Bad of all',
          numeric: true,
          minWidth: 120,
          render: ({ bad, total }) =>
            bad === undefined || total === undefined
              ? 'Not measured'
              : `${eventsWords(bad)} of ${eventsWords(total)}`,
        },
        {
          title: 'Measured',
          numeric: true,
          render: ({ coverage }) => percent(coverage),
        },
        {
          title: 'What happened',
          minWidth: 180,
          render: ({ marks }) =>
            marks.map(mark => (
              <Box key={mark.id}>
                {mark.url ? (
                  <Link to={mark.url}>{mark.title}</Link>
                ) : (
                  mark.title
                )}
              </Box>
            )),
        },
      ]}
    />
  );
}
