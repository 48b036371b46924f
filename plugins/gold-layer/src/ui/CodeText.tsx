import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Text for machines, which scrolls within its place, by keyboard too. */
export function CodeText(props: {
  /** What it is, for those who hear the page. */
  label: string;
  maxHeight: number | string;
  children: ReactNode;
}) {
  return (
    <Box
      component="pre"
      role="region"
      aria-label={props.label}
      tabIndex={0}
      sx={{
        m: 0,
        p: 1.5,
        maxHeight: props.maxHeight,
        overflow: 'auto',
        borderRadius: '8px',
        backgroundColor: 'action.hover',
        fontSize: '0.8125rem',
        lineHeight: 1.5,
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      }}
    >
      {props.children}
    </Box>
  );
}
