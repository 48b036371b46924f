import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { AsOf, useTones } from '../ui';
import type { Edit, EditQueue } from './EditQueue';

/**
 * What has to be decided about a change that could not be saved: somebody else
 * changed the same thing (both are shown, one is chosen), or it was refused.
 */
export function Unsaved<F extends object>(props: {
  /** What was changed, for those who hear it. */
  title: string;
  edit: Edit<F> | undefined;
  queue: EditQueue<F>;
  /** Fields in words; only those that were changed are given. */
  show: (fields: Partial<F>) => ReactNode;
}) {
  const { edit, queue, show } = props;
  const tones = useTones();
  if (!edit?.pending) return null;
  const { key, change } = edit.pending;
  if (edit.state.kind === 'refused') {
    return (
      <Box
        role="alert"
        sx={{ p: 1.5, borderRadius: '8px', backgroundColor: tones.bad.tint }}
      >
        <Box sx={{ color: tones.bad.text }}>
          Your change is{' '}
          {edit.state.kept ? 'kept on this computer' : 'on this page'} only:{' '}
          {edit.state.message}
        </Box>
        <Button size="small" color="inherit" onClick={() => queue.again(key)}>
          Try again
        </Button>
        <Button size="small" color="inherit" onClick={() => queue.giveUp(key)}>
          Discard my change
        </Button>
      </Box>
    );
  }
  if (edit.state.kind !== 'conflict') return null;
  const { theirs } = edit.state;
  return (
    <Box
      role="alert"
      aria-label={`Two versions of ${props.title}`}
      sx={{
        p: 1.5,
        borderRadius: '8px',
        backgroundColor: tones.bad.tint,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: '100%', sm: '1fr 1fr' },
        overflowWrap: 'anywhere',
      }}
    >
      <Version title="Yours" fields={show(change)}>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          onClick={() => queue.keepMine(key)}
        >
          Keep mine
        </Button>
      </Version>
      <Version
        title={
          <>
            {theirs.by?.title ?? 'Somebody else'},{' '}
            <AsOf at={theirs.at} never="just now" />
          </>
        }
        fields={show(pick(theirs.fields, change))}
      >
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          onClick={() => queue.giveUp(key)}
        >
          Take theirs
        </Button>
      </Version>
    </Box>
  );
}

function Version(props: {
  title: ReactNode;
  fields: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box sx={{ display: 'grid', gap: 0.5, alignContent: 'start' }}>
      <strong>{props.title}</strong>
      {props.fields}
      <Box sx={{ mt: 0.5 }}>{props.children}</Box>
    </Box>
  );
}

function pick<F extends object>(fields: F, like: Partial<F>): Partial<F> {
  const picked: Partial<F> = {};
  for (const name of Object.keys(like) as (keyof F)[]) {
    picked[name] = fields[name];
  }
  return picked;
}
