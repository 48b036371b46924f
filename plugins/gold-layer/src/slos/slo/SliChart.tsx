import type { SloSeries } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { chartMarks, chartPoints, sliFloor, ticksUpToOne } from './chartData';
import { PlannedHatch, marksIn, useChartLook } from './chartParts';

/** The good share of each step against the objective that was in force. */
export function SliChart(props: { series: SloSeries }) {
  const look = useChartLook();
  const { tones, palette } = look;
  const points = chartPoints(props.series).filter(
    point => point.objective !== undefined,
  );
  const ticks = ticksUpToOne(sliFloor(points).floor);
  const first = points[0]?.time ?? 0;
  const last = points[points.length - 1]?.time ?? 0;
  return (
    <Box aria-hidden sx={{ height: 220, minWidth: 0 }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={points}
          accessibilityLayer={false}
          margin={{ top: 8, right: 12, bottom: 0, left: -8 }}
        >
          <defs>
            <PlannedHatch />
          </defs>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis {...look.x} domain={[first, last]} />
          <YAxis
            {...look.y}
            domain={[ticks[0], 1]}
            ticks={ticks}
            allowDataOverflow
            tickFormatter={(value: number) =>
              `${Number((value * 100).toFixed(6))}%`
            }
          />
          <Tooltip
            {...look.tooltip}
            formatter={value => `${Number((Number(value) * 100).toFixed(4))}%`}
          />
          {marksIn(chartMarks(props.series.marks, first, last, last), look)}
          <Line
            name="SLI"
            dataKey="sli"
            type="linear"
            dot={false}
            stroke={palette.text.primary}
            strokeWidth={1.5}
            isAnimationActive={false}
          />
          <Line
            name="Objective"
            dataKey="objective"
            type="stepAfter"
            dot={false}
            stroke={tones.bad.fill}
            strokeWidth={1.5}
            strokeDasharray="6 3"
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  );
}
