import { Link } from '@backstage/core-components';
import type { AssessmentComparison } from '@gold-layer/backstage-plugin-common';
import { useTheme } from '@mui/material/styles';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { SmallTable, useLinks } from '../ui';
import { scoreWords, tidy } from './words';

type Point = AssessmentComparison['trend'][number];

/** Published scores in time, as a line and as rows that lead to each. */
export function ScoreTrend(props: {
  trend: Point[];
  highest: number;
  bands: { name: string; title: string }[];
}) {
  const { palette } = useTheme();
  const links = useLinks();
  const points = props.trend.map(point => ({
    ...point,
    time: Date.parse(point.at),
  }));
  const axis = { fontSize: 12, fill: palette.text.secondary };
  return (
    <>
      <Box aria-hidden sx={{ height: 200, minWidth: 0 }}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={points}
            accessibilityLayer={false}
            margin={{ top: 8, right: 16, bottom: 0, left: -16 }}
          >
            <CartesianGrid vertical={false} stroke={palette.divider} />
            <XAxis
              dataKey="time"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              tickFormatter={time => dayOf(Number(time))}
              tick={axis}
              tickLine={false}
              minTickGap={40}
              stroke={palette.divider}
            />
            <YAxis
              domain={[0, props.highest]}
              tick={axis}
              tickLine={false}
              axisLine={false}
            />
            <Line
              dataKey="score"
              stroke={palette.text.primary}
              strokeWidth={2}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </Box>
      <SmallTable
        label="Scores over time"
        rows={[...points].reverse()}
        rowKey={({ id }) => id}
        columns={[
          {
            title: 'Published',
            heading: true,
            render: ({ id, time }) => (
              <Link to={links.assessment(id)}>{dayOf(time)}</Link>
            ),
          },
          {
            title: 'Band',
            // A band of an earlier version of the rubric may be gone by now.
            render: ({ band }) =>
              props.bands.find(({ name }) => name === band)?.title ?? band,
          },
          {
            title: 'Score',
            numeric: true,
            render: ({ score }) => scoreWords(score, props.highest),
          },
          {
            title: 'Change',
            numeric: true,
            render: ({ id, score }) => change(points, { id, score }),
          },
        ]}
      />
    </>
  );
}

function change(points: Point[], { id, score }: { id: string; score: number }) {
  const before = points[points.findIndex(point => point.id === id) - 1];
  if (!before) return '';
  const gained = score - before.score;
  return gained > 0 ? `+${tidy(gained)}` : tidy(gained);
}

function dayOf(time: number): string {
  return DateTime.fromMillis(time).toFormat('d LLL yyyy', { locale: 'en' });
}
