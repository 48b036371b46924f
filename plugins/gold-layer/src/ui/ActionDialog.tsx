import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { FormEvent, ReactNode } from 'react';
import { ErrorPanel } from './ErrorPanel';

/** A question with its fields; it stays open with everything written when the answer is refused. */
export function ActionDialog(props: {
  title: string;
  doIt: string;
  error: Error | null;
  busy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form that the dialog was opened from is none of its business.
    event.stopPropagation();
    props.onSubmit();
  };
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="sm">
      <form onSubmit={submit} noValidate>
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
          {props.error && <ErrorPanel error={props.error} />}
          {props.children}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={props.busy}>
            {props.doIt}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
