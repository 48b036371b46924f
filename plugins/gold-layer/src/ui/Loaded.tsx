import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorPanel } from './ErrorPanel';

/**
 * Shows what a query answered, or how far it is. An error beside an earlier
 * answer is shown above it: what was known stays on the screen.
 */
export function Loaded<T>(props: {
  query: UseQueryResult<T>;
  /** How many grey lines stand in while it loads. */
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  const { data, error, isPlaceholderData, refetch } = props.query;
  const failed = error && (
    <ErrorPanel
      error={error}
      onRetry={() => {
        refetch().catch(() => undefined);
      }}
    />
  );
  if (data === undefined) {
    if (failed) return failed;
    return <Waiting lines={props.lines ?? 4} />;
  }
  return (
    <Box
      aria-busy={isPlaceholderData || undefined}
      sx={isPlaceholderData ? { opacity: 0.6 } : undefined}
    >
      {failed && <Box sx={{ mb: 2 }}>{failed}</Box>}
      {props.children(data)}
    </Box>
  );
}

/** Grey lines where text will be. */
export function Waiting(props: { lines: number }) {
  return (
    <Box role="status" aria-label="Loading" sx={{ py: 0.5 }}>
      {Array.from({ length: props.lines }, (_, line) => (
        <Skeleton
          key={line}
          variant="text"
          width={`${88 - ((line * 17) % 40)}%`}
        />
      ))}
    </Box>
  );
}
