import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Tone } from './tones';

/** A short word on its colour. */
export function Pill(props: {
  tone: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        px: 1,
        py: '2px',
        borderRadius: '6px',
        fontSize: '0.8125rem',
        lineHeight: 1.4,
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: props.tone.text,
        backgroundColor: props.tone.tint,
      }}
    >
      {props.icon && (
        <Box component="span" aria-hidden sx={{ display: 'inline-flex' }}>
          {props.icon}
        </Box>
      )}
      <span>{props.children}</span>
    </Box>
  );
}
