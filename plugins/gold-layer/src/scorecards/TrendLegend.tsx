import Box from '@mui/material/Box';
import { Swatch, levelWords } from '../ui';
import type { TrendSeries } from './trendSeries';

/** Which band is which level, the highest first, with today's numbers. */
export function TrendLegend(props: { series: TrendSeries }) {
  const last = props.series.points[props.series.points.length - 1];
  return (
    <Box
      component="ul"
      aria-label="Levels today"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        m: 0,
        mt: 1,
        p: 0,
        listStyle: 'none',
        fontSize: '0.8125rem',
        color: 'text.secondary',
      }}
    >
      {props.series.bands.map(({ level, title, rank }) => (
        <Box
          component="li"
          key={level}
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
        >
          <Swatch level={level} rank={rank} />
          {levelWords(level, title)}: {last?.levels[level] ?? 0}
        </Box>
      ))}
    </Box>
  );
}
