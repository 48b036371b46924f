import type { SloSeries } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { budgetWords } from '../../ui';
import { chartMarks, chartPoints, isFlat, ticksUpToOne } from './chartData';
import { PlannedHatch, marksIn, useChartLook } from './chartParts';

/** What is left of the budget through time, below zero too, with what was to be expected and what is to come. */
export function BurnDownChart(props: { series: SloSeries }) {
  const look = useChartLook();
  const { tones, palette } = look;
  const points = chartPoints(props.series);
  const measured = points.flatMap(({ remaining }) => remaining ?? []);
  const low = Math.min(0, ...measured);
  const ticks = ticksUpToOne(
    Math.min(low, ...points.flatMap(({ forecast }) => forecast ?? [])),
  );
  const high = Math.max(0, ...measured);
  // Where the area crosses zero, as a share of its height from the top.
  const zero = high - low > 0 ? high / (high - low) : 1;
  const first = points[0]?.time ?? 0;
  const last = points[points.length - 1]?.time ?? 0;
  const now = Date.parse(
    props.series.points[props.series.points.length - 1]?.at ?? '',
  );
  const marks = chartMarks(props.series.marks, first, last, now);
  const even = {
    name: 'Spent evenly',
    dataKey: 'ideal',
    stroke: tones.state('waived').fill,
    strokeWidth: 1.5,
  };
  const courses = [
    ...(isFlat(props.series.ideal) ? [] : [even]),
    {
      name: 'If clean from now on',
      dataKey: 'forecast',
      stroke: palette.text.primary,
      strokeDasharray: '6 4',
      strokeWidth: 1.5,
    },
    {
      name: 'At the present burn',
      dataKey: 'atBurn',
      stroke: tones.bad.fill,
      strokeDasharray: '2 3',
      strokeWidth: 2,
    },
  ];
  return (
    <Box aria-hidden sx={{ height: 260, minWidth: 0 }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={points}
          accessibilityLayer={false}
          margin={{ top: 8, right: 12, bottom: 0, left: -8 }}
        >
          <defs>
            <PlannedHatch />
            <linearGradient id="gold-layer-budget" x1="0" y1="0" x2="0" y2="1">
              <stop
                offset={zero}
                stopColor={tones.good.fill}
                stopOpacity={0.3}
              />
              <stop
                offset={zero}
                stopColor={tones.bad.fill}
                stopOpacity={0.45}
              />
            </linearGradient>
          </defs>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis {...look.x} domain={[first, last]} />
          <YAxis
            {...look.y}
            domain={[ticks[0], 1]}
            ticks={ticks}
            tickFormatter={(value: number) =>
              `${Math.round(value * 100)}%`.replace('-', '−')
            }
          />
          <Tooltip
            {...look.tooltip}
            formatter={value => budgetWords(Number(value))}
          />
          {marksIn(marks, look)}
          <ReferenceLine y={0} stroke={palette.text.primary} strokeWidth={2} />
          <Area
            name="Left"
            dataKey="remaining"
            type="linear"
            baseValue={0}
            stroke={palette.text.primary}
            strokeWidth={1.5}
            fill="url(#gold-layer-budget)"
            isAnimationActive={false}
          />
          {courses.map(course => (
            <Line
              key={course.dataKey}
              {...course}
              connectNulls
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  );
}
