import type { Waiver } from '@gold-layer/backstage-plugin-common';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGoldLayerAction } from '../api';
import { ActionDialog } from '../ui';

/** Approves or rejects a request. */
export function DecideDialog(props: {
  waiver: Waiver;
  approves: boolean;
  onClose: () => void;
}) {
  const { waiver, approves, onClose } = props;
  const [comment, setComment] = useState('');
  const [until, setUntil] = useState(waiver.requestedUntil);
  const decide = useGoldLayerAction('decideWaiver');
  const submit = () =>
    decide.mutate(
      {
        id: waiver.id,
        body: {
          version: waiver.version,
          decision: approves ? 'approved' : 'rejected',
          comment: comment.trim() || undefined,
          until: approves ? until : undefined,
        },
      },
      { onSuccess: onClose },
    );
  return (
    <ActionDialog
      title={approves ? 'Approve this waiver' : 'Reject this waiver'}
      doIt={approves ? 'Approve' : 'Reject'}
      error={decide.error}
      busy={decide.isPending}
      blocked={approves ? until === '' : comment.trim() === ''}
      written={comment !== '' || until !== waiver.requestedUntil}
      onSubmit={submit}
      onClose={onClose}
    >
      {approves && (
        <TextField
          type="date"
          label="Until"
          value={until}
          onChange={event => setUntil(event.target.value)}
          InputLabelProps={{ shrink: true }}
          inputProps={{ max: waiver.requestedUntil }}
          helperText="You may end it earlier than asked for."
        />
      )}
      <TextField
        required={!approves}
        label={approves ? 'Comment (optional)' : 'Why'}
        value={comment}
        onChange={event => setComment(event.target.value)}
        multiline
        minRows={3}
      />
    </ActionDialog>
  );
}

/** Ends an active waiver, or takes back a request. */
export function EndDialog(props: {
  waiver: Waiver;
  how: 'revoke' | 'withdraw';
  onClose: () => void;
}) {
  const { waiver, how, onClose } = props;
  const [comment, setComment] = useState('');
  const revoke = useGoldLayerAction('revokeWaiver');
  const withdraw = useGoldLayerAction('withdrawWaiver');
  const end = how === 'revoke' ? revoke : withdraw;
  const submit = () =>
    end.mutate(
      { id: waiver.id, body: { version: waiver.version, comment } },
      { onSuccess: onClose },
    );
  return (
    <ActionDialog
      title={how === 'revoke' ? 'Revoke this waiver' : 'Withdraw this request'}
      doIt={how === 'revoke' ? 'Revoke' : 'Withdraw'}
      error={end.error}
      busy={end.isPending}
      blocked={comment.trim() === ''}
      written={comment !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        required
        label="Why"
        value={comment}
        onChange={event => setComment(event.target.value)}
        multiline
        minRows={3}
        helperText={
          how === 'revoke'
            ? 'The check returns to its true state at once.'
            : undefined
        }
      />
    </ActionDialog>
  );
}
