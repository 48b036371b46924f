import type { Assessment } from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { toProblem, useGoOn, useGoldLayerAction } from '../api';
import { SaveStatus } from '../saving';
import { ActionDialog, useLinks } from '../ui';
import { gradingEdits } from './grading';
import { lossWords } from './lossWords';

/** What can be done with a draft, and whether everything in it is saved. */
export function DraftActions(props: { assessment: Assessment }) {
  const { assessment } = props;
  const { id, version, graded, dimensions, mayEdit } = assessment;
  const [asked, setAsked] = useState(false);
  const edits = gradingEdits.useEdits();
  const queue = gradingEdits.useQueue();
  const publish = useGoldLayerAction('publishAssessment');
  const discard = useDiscard();
  const titles = new Map(
    assessment.rubricOf.dimensionsOf.map(({ id: key, title }) => [key, title]),
  );
  if (!mayEdit.allowed) {
    return <Box sx={{ color: 'text.secondary' }}>{mayEdit.reason}</Box>;
  }
  const unsaved = edits.filter(({ pending }) => pending).length;
  const busy = publish.isPending || discard.isPending;
  const error = publish.error ?? (asked ? null : discard.error);
  const lost = lossWords(assessment, unsaved);
  const throwAway = () => discard.mutate({ id, body: { version } });
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {error && <Alert severity="error">{toProblem(error).message}</Alert>}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1.5,
          alignItems: 'center',
        }}
      >
        <Button
          variant="contained"
          size="small"
          disabled={graded < dimensions || unsaved > 0 || busy}
          onClick={() => publish.mutate({ id, body: { version } })}
        >
          Publish
        </Button>
        <Button
          size="small"
          color="inherit"
          disabled={busy}
          onClick={() => (lost ? setAsked(true) : throwAway())}
        >
          Throw away
        </Button>
        <SaveStatus
          edits={edits}
          noun="grade"
          titleOf={key => titles.get(key) ?? key}
          onSendNow={queue.flush}
        />
      </Box>
      {graded < dimensions && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          It can be published once every dimension is graded.
        </Box>
      )}
      {asked && (
        <ActionDialog
          title="Throw this draft away?"
          doIt="Throw away"
          color="error"
          busy={discard.isPending}
          error={discard.error}
          onSubmit={throwAway}
          onClose={() => setAsked(false)}
        >
          {lost ? `Lost with it: ${lost}.` : 'Nothing is in it.'}
        </ActionDialog>
      )}
    </Box>
  );
}

/** Throws the draft away, with all that was on its way to it. */
function useDiscard() {
  const queue = gradingEdits.useQueue();
  const goOn = useGoOn();
  const links = useLinks();
  return useGoldLayerAction('discardAssessment', {
    onDone: () => {
      for (const { pending } of queue.all()) {
        if (pending) queue.giveUp(pending.key);
      }
      goOn(links.assessments());
    },
  });
}
