import type { SloCounters } from '@gold-layer/backstage-plugin-common';
import HistoryIcon from '@mui/icons-material/History';
import Box from '@mui/material/Box';
import { AsOf, inlineLinks, useLinks, useTones } from '../../ui';
import { Link } from '@backstage/core-components';

// Numbers are worked out about once a minute; after so long something is wrong.
const tooOldMs = 15 * 60_000;

/** Says that the numbers are old, or not there yet; nothing while they are fresh. */
export function EvaluationAge(props: { counters: SloCounters }) {
  const { evaluatedAt, total } = props.counters;
  const { unknown } = useTones();
  const links = useLinks();
  if (total === 0) return null;
  if (evaluatedAt && Date.now() - Date.parse(evaluatedAt) < tooOldMs) {
    return null;
  }
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
        ...inlineLinks,
        '& a': { ...inlineLinks['& a'], color: 'inherit' },
      }}
    >
      <HistoryIcon fontSize="small" aria-hidden />
      <span>
        {evaluatedAt ? (
          <>
            The numbers were last worked out <AsOf at={evaluatedAt} />; what has
            happened since is not in them.
          </>
        ) : (
          'No numbers have been worked out yet; the first come within minutes of a start.'
        )}{' '}
        If this stays, the <Link to={links.health}>health page</Link> says why.
      </span>
    </Box>
  );
}
