import Box from '@mui/material/Box';

/** A small line of values, told in words by `label`. */
export function Sparkline(props: {
  values: number[];
  /** What the line says, such as `Bronze a month ago, Silver today`. */
  label: string;
  width?: number;
  height?: number;
  color?: string;
}) {
  const { values, width = 96, height = 24 } = props;
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, index) => {
    const x = 1 + (index / (values.length - 1)) * (width - 2);
    const y = height - 3 - ((value - low) / span) * (height - 6);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <Box
      component="svg"
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${width} ${height}`}
      sx={{ width, height, color: props.color ?? 'primary.main' }}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </Box>
  );
}
