import type { WorkedOut } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Popover from '@mui/material/Popover';
import { useState, type ReactNode } from 'react';

/** A number that opens how it was worked out: the formula, and the same with its figures. */
export function Explained(props: {
  /** What the number is, such as `Budget left`. */
  name: string;
  /** Absent where there is nothing to explain; then it is plain text. */
  workedOut?: WorkedOut;
  children: ReactNode;
}) {
  const { name, workedOut } = props;
  const [anchor, setAnchor] = useState<Element>();
  if (!workedOut) return <>{props.children}</>;
  return (
    <>
      <ButtonBase
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        title="How was this worked out?"
        onClick={event => setAnchor(event.currentTarget)}
        sx={{
          // Breaks like the words around it.
          display: 'inline',
          font: 'inherit',
          color: 'inherit',
          textAlign: 'inherit',
          borderRadius: '4px',
          textDecoration: 'underline dotted',
          textDecorationThickness: '1px',
          textUnderlineOffset: '4px',
          '&:hover': { textDecorationStyle: 'solid' },
          '&:focus-visible': {
            outline: '2px solid currentColor',
            outlineOffset: '2px',
          },
        }}
      >
        {props.children}
      </ButtonBase>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': `How “${name}” was worked out`,
            tabIndex: -1,
            sx: {
              p: 2,
              maxWidth: 420,
              typography: 'body2',
              border: 1,
              borderColor: 'divider',
            },
          },
        }}
      >
        <Box sx={{ fontWeight: 700, mb: 0.5 }}>{name}</Box>
        <Box sx={{ color: 'text.secondary' }}>{workedOut.formula}</Box>
        <Box
          sx={{
            mt: 0.5,
            fontVariantNumeric: 'tabular-nums',
            overflowWrap: 'anywhere',
          }}
        >
          {workedOut.figures}
        </Box>
      </Popover>
    </>
  );
}
