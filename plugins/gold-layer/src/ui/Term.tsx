import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { inlineLinks } from './inlineLinks';

/** A small heading and what belongs to it; line breaks of texts that people have written stay. */
export function Term(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ mb: 1.5, minWidth: 0, maxWidth: '80ch', ...inlineLinks }}>
      <Box
        component="h3"
        sx={{
          fontSize: '0.8125rem',
          fontWeight: 600,
          m: 0,
          mb: 0.25,
          color: 'text.secondary',
        }}
      >
        {props.name}
      </Box>
      <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {props.children}
      </Box>
    </Box>
  );
}
