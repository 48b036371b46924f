import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** The question that a list answers, and what can be done beside it. */
export function ListHeading(props: { title: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        justifyContent: 'space-between',
        alignItems: 'center',
        gap: 1,
        mb: 2,
      }}
    >
      <Typography
        component="h2"
        sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0 }}
      >
        {props.title}
      </Typography>
      {props.children}
    </Box>
  );
}
