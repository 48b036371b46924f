import { Legend, Swatch, levelWords } from '../ui';
import type { TrendSeries } from './trendSeries';

/** Which band is which level, the highest first, with today's numbers. */
export function TrendLegend(props: { series: TrendSeries }) {
  const last = props.series.points[props.series.points.length - 1];
  return (
    <Legend
      label="Levels today"
      items={props.series.bands.map(({ level, title, rank }) => ({
        key: level,
        look: <Swatch level={level} rank={rank} />,
        words: `${levelWords(level, title)}: ${last?.levels[level] ?? 0}`,
      }))}
    />
  );
}
