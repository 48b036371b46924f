import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A question of the wizard, with what belongs to its answer. */
export function WizardPart(props: {
  title: string;
  /** Why it is asked. */
  why?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box
      component="section"
      aria-label={props.title}
      sx={{ mb: 3, minWidth: 0 }}
    >
      <Box
        component="h4"
        sx={{
          fontSize: '0.9375rem',
          fontWeight: 700,
          m: 0,
          mb: props.why ? 0.25 : 1.25,
        }}
      >
        {props.title}
      </Box>
      {props.why && (
        <Box sx={{ color: 'text.secondary', maxWidth: '80ch', mb: 1.25 }}>
          {props.why}
        </Box>
      )}
      {props.children}
    </Box>
  );
}

/** Fields beside one another where there is room. */
export function FieldRow(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          sm: 'repeat(auto-fit, minmax(200px, 1fr))',
        },
        maxWidth: 900,
      }}
    >
      {props.children}
    </Box>
  );
}
