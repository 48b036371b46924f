import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The rows of a table one below the other, where the table would not fit. */
export function CardList<T>(props: {
  /** What the list holds, for those who hear it. */
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Within a panel that has its own edges. */
  flush?: boolean;
  children: (row: T) => ReactNode;
}) {
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{ m: 0, p: 0, listStyle: 'none' }}
    >
      {props.rows.map(row => (
        <Box
          component="li"
          key={props.rowKey(row)}
          sx={{
            px: props.flush ? 0 : 2,
            py: props.flush ? 1.5 : 2,
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          {props.children(row)}
        </Box>
      ))}
    </Box>
  );
}
