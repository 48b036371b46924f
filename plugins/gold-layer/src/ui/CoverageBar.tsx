import Box from '@mui/material/Box';
import { useTones } from './tones';
import { percent } from './words';

/** How much is known, as words and a bar; the rest is hatched, for unknown is not zero. */
export function CoverageBar(props: {
  /** 0–1; absent when there is nothing to know. */
  share?: number;
  /** What the share is of, for those who hear the page: `of checks answered`. */
  of?: string;
  width?: number | string;
}) {
  const tones = useTones();
  if (props.share === undefined) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        Nothing applies
      </Box>
    );
  }
  return (
    <Box
      component="span"
      title={`${percent(props.share)} ${props.of ?? 'known'}`}
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          display: 'inline-block',
          width: props.width ?? 56,
          height: 6,
          borderRadius: 3,
          overflow: 'hidden',
          color: tones.unknown.fill,
          background:
            'repeating-linear-gradient(135deg, currentColor 0 1.5px, transparent 1.5px 4px)',
        }}
      >
        <Box
          component="span"
          sx={{
            display: 'block',
            height: '100%',
            width: `${props.share * 100}%`,
            backgroundColor: tones.good.fill,
          }}
        />
      </Box>
      <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {percent(props.share)}
      </Box>
    </Box>
  );
}
