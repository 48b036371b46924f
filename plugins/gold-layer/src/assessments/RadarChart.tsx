import type {
  Assessment,
  AssessmentComparison,
} from '@gold-layer/backstage-plugin-common';
import { useTheme } from '@mui/material/styles';
import Box from '@mui/material/Box';
import {
  Legend,
  PolarAngleAxis,
  PolarGrid,
  PolarRadiusAxis,
  Radar,
  RadarChart,
  ResponsiveContainer,
} from 'recharts';
import { useTones } from '../ui';

/** Grades as shapes laid over each other; the table beside it says the same. */
export function GradeRadar(props: {
  assessment: Assessment;
  series: AssessmentComparison['series'];
}) {
  const { palette } = useTheme();
  const tones = useTones();
  const { dimensionsOf } = props.assessment.rubricOf;
  const highest = Math.max(
    ...dimensionsOf.flatMap(({ grades }) => grades.map(({ grade }) => grade)),
  );
  const points = dimensionsOf.map(({ id, title }) => ({
    title,
    ...Object.fromEntries(
      props.series.map(({ name, grades }) => [name, grades[id]]),
    ),
  }));
  const colors = [
    palette.text.primary,
    tones.state('waived').fill,
    tones.state('upcoming').fill,
    tones.unknown.fill,
    tones.neutral.fill,
  ];
  return (
    <Box aria-hidden sx={{ height: 300, minWidth: 0 }}>
      <ResponsiveContainer width="100%" height="100%">
        <RadarChart data={points} outerRadius="65%" accessibilityLayer={false}>
          <PolarGrid stroke={palette.divider} />
          <PolarAngleAxis
            dataKey="title"
            tick={{ fontSize: 11, fill: palette.text.secondary }}
          />
          <PolarRadiusAxis
            domain={[0, highest]}
            tickCount={highest + 1}
            tick={false}
            axisLine={false}
          />
          {props.series.map(({ name, title }, index) => (
            <Radar
              key={name}
              name={title}
              dataKey={name}
              stroke={colors[index % colors.length]}
              strokeWidth={name === 'this' ? 2.5 : 1.5}
              strokeDasharray={name === 'this' ? undefined : '4 3'}
              fill={colors[index % colors.length]}
              fillOpacity={name === 'this' ? 0.12 : 0}
              isAnimationActive={false}
            />
          ))}
          <Legend wrapperStyle={{ fontSize: 12 }} />
        </RadarChart>
      </ResponsiveContainer>
    </Box>
  );
}
