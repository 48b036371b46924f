import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined';
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined';
import CloudSyncIcon from '@mui/icons-material/CloudSyncOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import { useTones } from '../ui';
import type { SaveState } from './EditQueue';

type Kind = SaveState<object>['kind'];

const words: Record<Kind, string> = {
  typing: 'Saves when you pause',
  saving: 'Saving …',
  saved: 'Saved',
  waiting: 'Not saved yet: kept here, sent again',
  conflict: 'Changed by somebody else',
  refused: 'Not taken',
};
const notKept = 'Not saved yet: sent again while this page is open';
const icons: Record<Kind, typeof ErrorIcon> = {
  typing: CloudSyncIcon,
  saving: CloudSyncIcon,
  saved: CloudDoneIcon,
  waiting: CloudOffIcon,
  conflict: ErrorIcon,
  refused: ErrorIcon,
};

/** How far one change is. */
export function SaveMark(props: { state?: { kind: Kind; kept?: boolean } }) {
  const tones = useTones();
  const { state } = props;
  if (!state) return null;
  const Icon = icons[state.kind];
  const calm = ['typing', 'saving', 'saved'].includes(state.kind);
  return (
    <Box
      component="span"
      role="status"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        fontSize: '0.8125rem',
        color: calm ? 'text.secondary' : tones.bad.text,
      }}
    >
      <Icon fontSize="inherit" aria-hidden />
      {state.kind === 'waiting' && !state.kept ? notKept : words[state.kind]}
    </Box>
  );
}
