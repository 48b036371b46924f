import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** What the looks of a chart mean. */
export function Legend(props: {
  /** What it is, for those who hear the page. */
  label: string;
  items: { key: string; look: ReactNode; words: ReactNode }[];
}) {
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        m: 0,
        mt: 1,
        p: 0,
        listStyle: 'none',
        fontSize: '0.8125rem',
        color: 'text.secondary',
      }}
    >
      {props.items.map(({ key, look, words }) => (
        <Box
          component="li"
          key={key}
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
        >
          {look}
          {words}
        </Box>
      ))}
    </Box>
  );
}
