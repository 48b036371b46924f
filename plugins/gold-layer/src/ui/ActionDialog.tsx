import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button, { buttonClasses } from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import {
  useEffect,
  useRef,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react';
import { toProblem } from '../api';

/**
 * Asks before something is done, with the fields that it needs. It stays open
 * with everything written until the backend has agreed.
 */
export function ActionDialog(props: {
  title: string;
  /** The button that does it. */
  doIt: string;
  color?: 'primary' | 'error';
  wide?: boolean;
  /** The answer is on the way: until it is here, the dialog stays. */
  busy: boolean;
  /** Something is missing without which it cannot be done. */
  blocked?: boolean;
  /** Something is written that would be lost: leaving is asked about. */
  written?: boolean;
  error?: Error | null;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { busy, onClose } = props;
  const [leaving, setLeaving] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form that the dialog was opened from is none of its business.
    event.stopPropagation();
    if (!leaving) props.onSubmit();
  };
  const wroteAt = useRef<Element | null>(null);
  const stay = () => {
    setLeaving(false);
    if (wroteAt.current instanceof HTMLElement) wroteAt.current.focus();
  };
  const leave = () => {
    if (busy) return;
    if (leaving) {
      stay();
    } else if (props.written) {
      wroteAt.current = document.activeElement;
      setLeaving(true);
    } else {
      onClose();
    }
  };
  return (
    <Dialog open fullWidth maxWidth={props.wide ? 'md' : 'sm'} onClose={leave}>
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ [`& .${buttonClasses.root}`]: { textTransform: 'none' } }}
      >
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              pt: 1,
              gridTemplateColumns: 'minmax(0, 1fr)',
              typography: 'body2',
            }}
          >
            {props.children}
            {props.error && (
              <Alert severity="error">{toProblem(props.error).message}</Alert>
            )}
          </Box>
        </DialogContent>
        {leaving ? (
          <Leaving onStay={stay} onLeave={onClose} />
        ) : (
          <DialogActions>
            <Button color="inherit" disabled={busy} onClick={leave}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant="contained"
              disableElevation
              color={props.color ?? 'primary'}
              disabled={busy || props.blocked}
            >
              {busy ? 'One moment …' : props.doIt}
            </Button>
          </DialogActions>
        )}
      </Box>
    </Dialog>
  );
}

function Leaving(props: { onStay: () => void; onLeave: () => void }) {
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    <DialogActions>
      <Box role="alert" sx={{ mr: 'auto', pl: 2, typography: 'body2' }}>
        Discard what you have written?
      </Box>
      <Button ref={safe} color="inherit" onClick={props.onStay}>
        Go on writing
      </Button>
      <Button color="error" onClick={props.onLeave}>
        Discard
      </Button>
    </DialogActions>
  );
}
