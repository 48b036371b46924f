import { SmallTable, levelWords } from '../ui';
import { dayInWords, type TrendSeries } from './trendSeries';

/** The trend for those who read rather than look, newest day first. */
export function TrendTable(props: { series: TrendSeries }) {
  const { bands, points } = props.series;
  return (
    <SmallTable
      label="Services per level, day by day"
      maxHeight={280}
      rows={[...points].reverse()}
      rowKey={point => point.day}
      columns={[
        { title: 'Day', heading: true, render: point => dayInWords(point.day) },
        ...bands.map(({ level, title }) => ({
          title: levelWords(level, title),
          numeric: true,
          render: (point: TrendSeries['points'][number]) =>
            (point.levels[level] ?? 0).toLocaleString('en-US'),
        })),
        {
          title: 'How known',
          render: point => (point.replayed ? 'worked out later' : 'seen'),
        },
      ]}
    />
  );
}
