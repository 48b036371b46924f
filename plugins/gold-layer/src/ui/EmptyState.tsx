import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { inlineLinks } from './inlineLinks';

/** Says why there is nothing here, and what one can do about it. */
export function EmptyState(props: {
  /** Why it is empty. */
  why: string;
  /** What to do, if there is anything to do. */
  todo?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Box sx={{ py: 1, maxWidth: '60ch' }}>
      <Typography variant="body2" sx={{ fontWeight: 600, m: 0 }}>
        {props.why}
      </Typography>
      {props.todo && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ mt: 0.5, ...inlineLinks }}
        >
          {props.todo}
        </Typography>
      )}
      {props.action && <Box sx={{ mt: 1.5 }}>{props.action}</Box>}
    </Box>
  );
}
