import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A part of what there is to say of a check, such as how to fix it. */
export function CheckPart(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ mb: 1.5, maxWidth: '90ch' }}>
      <Box
        component="h4"
        sx={{ fontSize: '0.8125rem', m: 0, mb: 0.25, color: 'text.secondary' }}
      >
        {props.name}
      </Box>
      <Box
        sx={{
          overflowWrap: 'anywhere',
          '& p': { m: 0, mb: 0.5 },
          // Commands are read and copied whole, never scrolled sideways.
          '& pre, & pre code': { whiteSpace: 'pre-wrap !important' },
        }}
      >
        {props.children}
      </Box>
    </Box>
  );
}
