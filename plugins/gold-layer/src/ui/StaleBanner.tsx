import Box from '@mui/material/Box';
import HistoryIcon from '@mui/icons-material/History';
import { AsOf } from './AsOf';
import { useTones } from './tones';

/** Says that the catalog has not been reached lately, and how old what is shown is. */
export function StaleBanner(props: { stale: boolean; confirmedAt?: string }) {
  const { unknown } = useTones();
  if (!props.stale) return null;
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 1,
        mb: 2,
        borderRadius: '8px',
        color: unknown.text,
        backgroundColor: unknown.tint,
      }}
    >
      <HistoryIcon fontSize="small" aria-hidden />
      <span>
        The catalog could not be reached lately. What you see is its last known
        state, confirmed{' '}
        <AsOf at={props.confirmedAt} never="at a time not known" />.
      </span>
    </Box>
  );
}
