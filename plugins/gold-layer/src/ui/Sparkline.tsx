import Box from '@mui/material/Box';

/** A small line of values, told in words by `label`. */
export function Sparkline(props: {
  /** null where nothing is known: the line has a gap there. */
  values: (number | null)[];
  /** What the line says, such as `Bronze a month ago, Silver today`. */
  label: string;
  width?: number;
  height?: number;
  color?: string;
  /** Draws a thin line at 0, which is then always within the picture. */
  zero?: boolean;
}) {
  const { values, width = 96, height = 24, zero } = props;
  const known = values.filter(value => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known, ...(zero ? [0] : []));
  const span = Math.max(...known, ...(zero ? [0] : [])) - low || 1;
  const x = (index: number) =>
    (1 + (index / (values.length - 1)) * (width - 2)).toFixed(1);
  const y = (value: number) =>
    (height - 3 - ((value - low) / span) * (height - 6)).toFixed(1);
  return (
    <Box
      component="svg"
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${width} ${height}`}
      sx={{ width, height, color: props.color ?? 'primary.main' }}
    >
      {zero && (
        <Box
          component="line"
          x1="0"
          x2={width}
          y1={y(0)}
          y2={y(0)}
          strokeDasharray="2 2"
          sx={{ stroke: theme => theme.palette.text.secondary }}
        />
      )}
      {stretches(values).map(({ from, values: stretch }) => (
        <polyline
          key={from}
          points={
            // A single value between gaps is a dot.
            stretch.length === 1
              ? `${x(from)},${y(stretch[0])} ${x(from)},${y(stretch[0])}`
              : stretch.map((v, i) => `${x(from + i)},${y(v)}`).join(' ')
          }
          fill="none"
          stroke="currentColor"
          strokeWidth={stretch.length === 1 ? 3 : 1.5}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
    </Box>
  );
}

/** The runs of known values, each with the place of its first. */
function stretches(values: (number | null)[]) {
  const found: { from: number; values: number[] }[] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = found[found.length - 1];
    if (last && last.from + last.values.length === index) {
      last.values.push(value);
    } else {
      found.push({ from: index, values: [value] });
    }
  });
  return found;
}
