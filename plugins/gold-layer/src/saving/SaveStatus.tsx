import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined';
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined';
import CloudSyncIcon from '@mui/icons-material/CloudSyncOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { count, useTones } from '../ui';
import type { Edit } from './EditQueue';

/** Whether everything of this visit is safe, in one sentence at the top of the page. */
export function SaveStatus<F extends object>(props: {
  edits: Edit<F>[];
  /** What is saved, in the singular: `answer`, `grade`. */
  noun: string;
  titleOf: (key: string) => string;
  onSendNow: () => void;
}) {
  const { edits, noun } = props;
  const of = (kind: Edit<F>['state']['kind']) =>
    edits.filter(({ state }) => state.kind === kind);
  const stuck = [...of('conflict'), ...of('refused')];
  if (stuck.length > 0) {
    const titles = stuck
      .flatMap(({ pending }) => (pending ? [props.titleOf(pending.key)] : []))
      .join(', ');
    return (
      <Note
        icon={ErrorIcon}
        bad
        text={`${count(stuck.length, noun)} could not be saved: ${titles}`}
      />
    );
  }
  const waiting = waitingWords(edits, noun);
  if (waiting) {
    return (
      <Note
        icon={CloudOffIcon}
        bad
        text={waiting}
        action={
          <Button size="small" color="inherit" onClick={props.onSendNow}>
            Send now
          </Button>
        }
      />
    );
  }
  if (of('saving').length + of('typing').length > 0) {
    return <Note icon={CloudSyncIcon} text="Saving …" />;
  }
  return (
    <Note
      icon={CloudDoneIcon}
      text={edits.length > 0 ? 'Everything is saved.' : 'Saved as you go.'}
    />
  );
}

/** Why changes wait to be sent again, if some do. */
function waitingWords<F extends object>(
  edits: Edit<F>[],
  noun: string,
): string | undefined {
  const waiting = edits.flatMap(({ state }) =>
    state.kind === 'waiting' ? [state] : [],
  );
  if (waiting.length === 0) return undefined;
  const unreached = waiting.some(({ reached }) => !reached);
  const unsent = unreached
    ? edits.filter(({ pending }) => pending).length
    : waiting.length;
  const meanwhile = waiting.every(({ kept }) => kept)
    ? `kept on this computer and sent again by ${unsent === 1 ? 'itself' : 'themselves'}`
    : 'on this page only, sent again while it stays open';
  const why = unreached ? 'The portal cannot be reached.' : failure(waiting);
  return `${why} ${count(unsent, noun)} ${meanwhile}.`;
}

/** What the portal said, each thing once and as a sentence of its own. */
function failure(waiting: { message: string }[]): string {
  const said = new Set(
    waiting.map(({ message }) =>
      /[.!?…]$/.test(message) ? message : `${message}.`,
    ),
  );
  return `The portal failed: ${[...said].join(' ')}`;
}

function Note(props: {
  icon: typeof ErrorIcon;
  text: string;
  bad?: boolean;
  action?: ReactNode;
}) {
  const tones = useTones();
  const Icon = props.icon;
  return (
    <Box
      role="status"
      aria-label="Saving"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '0.8125rem',
        color: props.bad ? tones.bad.text : 'text.secondary',
      }}
    >
      <Icon fontSize="small" aria-hidden />
      {props.text}
      {props.action}
    </Box>
  );
}
