import { useTheme } from '@mui/material/styles';
import Box from '@mui/material/Box';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { levelWords, useTones } from '../ui';
import { dayInWords, type TrendSeries } from './trendSeries';

/** Stacked bands of services per level; days worked out later lie under a hatch. */
export function TrendChart(props: { series: TrendSeries }) {
  const { palette } = useTheme();
  const tones = useTones();
  const { bands, points, replayed } = props.series;
  const axis = { fontSize: 12, fill: palette.text.secondary };
  return (
    <Box aria-hidden sx={{ height: 240, minWidth: 0 }}>
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart
          data={points}
          accessibilityLayer={false}
          margin={{ top: 8, right: 8, bottom: 0, left: -16 }}
        >
          <defs>
            <pattern
              id="gold-layer-replayed"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line
                y2="6"
                stroke={palette.background.paper}
                strokeWidth="4"
                strokeOpacity="0.45"
              />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis
            dataKey="day"
            tickFormatter={day => dayInWords(String(day), 'LLL d')}
            tick={axis}
            tickLine={false}
            minTickGap={40}
            stroke={palette.divider}
          />
          <YAxis
            allowDecimals={false}
            domain={[0, 'dataMax']}
            tick={axis}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            contentStyle={{
              backgroundColor: palette.background.paper,
              border: `1px solid ${palette.divider}`,
              borderRadius: 8,
              color: palette.text.primary,
            }}
            itemStyle={{ color: palette.text.primary }}
            labelFormatter={label => dayInWords(String(label))}
          />
          {/* The highest level is drawn first and lies at the bottom: each edge then counts "this level or higher". */}
          {bands.map(({ level, title, rank }) => {
            const { fill } = tones.level({ name: level, rank });
            return (
              <Area
                key={level}
                type="monotone"
                stackId="levels"
                name={levelWords(level, title)}
                dataKey={point => point.levels[level] ?? 0}
                stroke={fill}
                fill={fill}
                fillOpacity={0.75}
                isAnimationActive={false}
              />
            );
          })}
          {replayed && (
            <ReferenceArea
              x1={replayed.from}
              x2={replayed.to}
              fill="url(#gold-layer-replayed)"
              fillOpacity={1}
              ifOverflow="hidden"
            />
          )}
        </AreaChart>
      </ResponsiveContainer>
    </Box>
  );
}
