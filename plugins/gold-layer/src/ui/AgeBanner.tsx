import HistoryIcon from '@mui/icons-material/History';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { inlineLinks } from './inlineLinks';
import { useTones } from './tones';

/** Says that what is shown is old, and why. */
export function AgeBanner(props: { children: ReactNode }) {
  const { unknown } = useTones();
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 1,
        mb: 2,
        borderRadius: '8px',
        color: unknown.text,
        backgroundColor: unknown.tint,
        ...inlineLinks,
        '& a': { ...inlineLinks['& a'], color: 'inherit' },
      }}
    >
      <HistoryIcon fontSize="small" aria-hidden />
      <span>{props.children}</span>
    </Box>
  );
}
