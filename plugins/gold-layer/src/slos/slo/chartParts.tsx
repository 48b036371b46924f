import { useTheme } from '@mui/material/styles';
import { DateTime } from 'luxon';
import type { ReactElement } from 'react';
import { ReferenceArea, ReferenceLine } from 'recharts';
import { useTones } from '../../ui';
import type { ChartMark } from './chartData';

/** Colours and settings that both charts share. */
export function useChartLook() {
  const { palette } = useTheme();
  const tones = useTones();
  const axis = { fontSize: 12, fill: palette.text.secondary };
  return {
    palette,
    tones,
    x: {
      dataKey: 'time',
      type: 'number',
      scale: 'time',
      tickFormatter: (time: unknown) =>
        DateTime.fromMillis(Number(time), { locale: 'en-US' }).toFormat(
          'd LLL',
        ),
      tick: axis,
      tickLine: false,
      minTickGap: 40,
      stroke: palette.divider,
    },
    y: { tick: axis, tickLine: false, axisLine: false, width: 64 },
    tooltip: {
      isAnimationActive: false,
      contentStyle: {
        backgroundColor: palette.background.paper,
        border: `1px solid ${palette.divider}`,
        borderRadius: 8,
        color: palette.text.primary,
      },
      itemStyle: { color: palette.text.primary },
      labelFormatter: (time: unknown) =>
        DateTime.fromMillis(Number(time), { locale: 'en-US' }).toFormat(
          'ccc d LLL, HH:mm',
        ),
    },
  } as const;
}

/** Deploys as dotted lines, incidents as tinted bands, planned time hatched. */
export function marksIn(
  marks: ChartMark[],
  look: ReturnType<typeof useChartLook>,
): ReactElement[] {
  const { tones, palette } = look;
  return marks.flatMap(mark => {
    if (mark.kind === 'deploy') {
      return [
        <ReferenceLine
          key={mark.id}
          x={mark.from}
          stroke={palette.text.primary}
          strokeDasharray="2 3"
        />,
      ];
    }
    const incident = mark.kind === 'incident';
    return [
      <ReferenceArea
        key={mark.id}
        x1={mark.from}
        x2={mark.to}
        fill={incident ? tones.bad.fill : 'url(#gold-layer-planned)'}
        fillOpacity={incident ? 0.22 : 1}
        ifOverflow="hidden"
      />,
      // Some are narrower than a pixel.
      <ReferenceLine
        key={`${mark.id} begins`}
        x={mark.from}
        stroke={incident ? tones.bad.fill : tones.neutral.fill}
      />,
    ];
  });
}

/** The hatch of planned time. */
export function PlannedHatch() {
  const { palette } = useTheme();
  return (
    <pattern
      id="gold-layer-planned"
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <line
        y2="6"
        stroke={palette.text.secondary}
        strokeWidth="2"
        strokeOpacity="0.4"
      />
    </pattern>
  );
}
