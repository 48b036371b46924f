import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import { toProblem } from '../api';
import { useTones } from './tones';

/**
 * Says that a part which shows nothing where there is nothing to tell could not
 * be loaded; nothing where it could, or where the reader may not see it.
 */
export function Unloaded(props: {
  query: UseQueryResult<unknown>;
  /** What could not be loaded, in the plural. */
  what: string;
}) {
  const tones = useTones();
  const problem = props.query.error && toProblem(props.query.error);
  if (!problem || problem.kind === 'forbidden') return null;
  return (
    <Box
      role="status"
      sx={{ mt: 1.5, color: tones.unknown.text, overflowWrap: 'anywhere' }}
    >
      {props.what} could not be loaded: {problem.message}
    </Box>
  );
}
