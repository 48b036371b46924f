import type { Replay } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { DateTime } from 'luxon';
import { useId } from 'react';
import { useTones } from '../../../ui';
import { ticksUpToOne } from '../../slo/chartData';
import { pathsOf, placesOf } from './replayPaths';

const dates = 5;

/**
 * What would have been left of the budget through the days. Drawn without the
 * chart library: that would more than double what the wizard weighs, for one line.
 */
export function ReplayChart(props: { points: Replay['points'] }) {
  const { palette } = useTheme();
  const tones = useTones();
  const clip = useId();
  const known = props.points.flatMap(({ remaining }) => remaining ?? []);
  const ticks = ticksUpToOne(Math.min(0, ...known));
  const low = ticks[0] ?? 0;
  const places = placesOf(props.points, low);
  const { line, area } = pathsOf(places);
  const heightOf = (remaining: number) => ((1 - remaining) / (1 - low)) * 100;
  const zero = heightOf(0);
  return (
    <Box aria-hidden sx={{ pl: 8, pr: 3, pb: 3, pt: 1 }}>
      <Box
        sx={{
          position: 'relative',
          height: 220,
          fontSize: '0.75rem',
          color: 'text.secondary',
        }}
      >
        <Box
          component="svg"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          sx={{
            position: 'absolute',
            inset: 0,
            width: '100%',
            height: '100%',
            '& *': { vectorEffect: 'non-scaling-stroke' },
          }}
        >
          <clipPath id={`${clip}over`}>
            <rect width="100" height={zero} />
          </clipPath>
          <clipPath id={`${clip}under`}>
            <rect y={zero} width="100" height={100 - zero} />
          </clipPath>
          {ticks.map(tick => (
            <path
              key={tick}
              d={`M0 ${heightOf(tick)}H100`}
              stroke={palette.divider}
            />
          ))}
          <path d={`M0 ${zero}H100`} stroke={palette.text.primary} />
          <path
            d={area(zero)}
            fill={tones.good.fill}
            fillOpacity={0.3}
            clipPath={`url(#${clip}over)`}
          />
          <path
            d={area(zero)}
            fill={tones.bad.fill}
            fillOpacity={0.45}
            clipPath={`url(#${clip}under)`}
          />
          <path
            d={line}
            fill="none"
            stroke={palette.text.primary}
            strokeWidth={1.5}
          />
        </Box>
        {ticks.map(tick => (
          <Box
            key={tick}
            sx={{
              position: 'absolute',
              right: '100%',
              top: `${heightOf(tick)}%`,
              transform: 'translateY(-50%)',
              pr: 1,
              whiteSpace: 'nowrap',
            }}
          >
            {`${Math.round(tick * 100)}%`.replace('-', '−')}
          </Box>
        ))}
        {datesOf(props.points).map(({ at, words }) => (
          <Box
            key={at}
            sx={{
              position: 'absolute',
              top: '100%',
              left: `${at}%`,
              transform: 'translateX(-50%)',
              pt: 0.5,
              whiteSpace: 'nowrap',
            }}
          >
            {words}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** Some days below the chart, evenly apart, as shares of its width. */
function datesOf(points: Replay['points']): { at: number; words: string }[] {
  const first = Date.parse(points[0]?.at ?? '');
  const last = Date.parse(points[points.length - 1]?.at ?? '');
  if (!(last > first)) return [];
  return Array.from({ length: dates }, (_, index) => {
    const share = index / (dates - 1);
    const time = first + share * (last - first);
    return {
      at: share * 100,
      words: DateTime.fromMillis(time, { locale: 'en-US' }).toFormat('d LLL'),
    };
  });
}
