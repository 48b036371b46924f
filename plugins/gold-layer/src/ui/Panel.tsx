import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** One question on a page, and its answer. Wrap the answer in {@link Loaded} where it has to be fetched. */
export function Panel(props: {
  title: string;
  /** The question it answers, as the reader would ask it. */
  question?: string;
  /** The list behind the panel. */
  link?: { to: string; text: string };
  /** Stands at the right of the title, instead of the link. */
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={id}
      sx={{
        p: 2.5,
        borderRadius: '10px',
        minWidth: 0,
        typography: 'body2',
        height: '100%',
        boxSizing: 'border-box',
        display: 'flex',
        flexDirection: 'column',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          alignItems: 'baseline',
          columnGap: 2,
          flexWrap: 'wrap',
        }}
      >
        <Typography
          id={id}
          component="h2"
          sx={{ fontSize: '1.0625rem', fontWeight: 700, m: 0 }}
        >
          {props.title}
        </Typography>
        {props.action}
        {props.link && <Link to={props.link.to}>{props.link.text}</Link>}
      </Box>
      {props.question && (
        <Typography variant="body2" color="text.secondary">
          {props.question}
        </Typography>
      )}
      <Box sx={{ minWidth: 0, flexGrow: 1, mt: 1.5 }}>{props.children}</Box>
    </Paper>
  );
}
