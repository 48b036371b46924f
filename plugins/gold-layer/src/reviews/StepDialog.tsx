import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button, { buttonClasses } from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type FormEvent, type ReactNode } from 'react';
import { toProblem } from '../api';

/** A step that is asked about before it is taken. It stays open until the backend has agreed. */
export function StepDialog(props: {
  title: string;
  /** The button that takes the step. */
  doIt: string;
  color?: 'primary' | 'error';
  busy: boolean;
  error?: Error | null;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog is a part of the page around it, also for its events.
    event.stopPropagation();
    props.onSubmit();
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth={props.wide ? 'md' : 'sm'}
      aria-labelledby={id}
      onClose={() => !props.busy && props.onClose()}
    >
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ [`& .${buttonClasses.root}`]: { textTransform: 'none' } }}
      >
        <DialogTitle id={id}>{props.title}</DialogTitle>
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
        <DialogActions>
          <Button color="inherit" disabled={props.busy} onClick={props.onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="contained"
            disableElevation
            color={props.color ?? 'primary'}
            disabled={props.busy}
          >
            {props.busy ? 'One moment …' : props.doIt}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
