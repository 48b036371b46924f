import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { inlineLinks } from './inlineLinks';
import { useTones } from './tones';

/** Something to know before going on, beside what it is about. */
export function Hint(props: {
  tone?: 'neutral' | 'warning' | 'good' | 'bad' | 'unknown';
  children: ReactNode;
}) {
  const { tone = 'neutral' } = props;
  const { fill, tint } = useTones()[tone];
  return (
    <Box
      role="note"
      sx={{
        typography: 'body2',
        px: 2,
        py: 1,
        my: 1,
        maxWidth: '90ch',
        borderRadius: '8px',
        borderLeft: `4px solid ${fill}`,
        backgroundColor: tint,
        overflowWrap: 'anywhere',
        ...inlineLinks,
      }}
    >
      {props.children}
    </Box>
  );
}
