import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { Duration } from 'luxon';
import { useState } from 'react';
import { useGoldLayerAction } from '../../api';
import {
  ActionDialog,
  EntityLink,
  Panel,
  Pill,
  Term,
  dayWords,
  useTones,
} from '../../ui';

/** Who looks at the objective again, how often, and when it was last done. */
export function ReviewPanel(props: { slo: SloDetail }) {
  const { review, may, id } = props.slo;
  const [asked, setAsked] = useState(false);
  const tones = useTones();
  return (
    <Panel
      title="Review"
      question="Is it still the right promise?"
      action={
        may.edit.allowed && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => setAsked(true)}
          >
            Record a review …
          </Button>
        )
      }
    >
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
        }}
      >
        <Term name="Owner">
          {review.owner ? (
            <EntityLink
              entityRef={review.owner.ref}
              title={review.owner.title}
            />
          ) : (
            'Nobody'
          )}
        </Term>
        <Term name="How often">
          {review.every
            ? `Every ${Duration.fromISO(review.every, { locale: 'en-US' }).toHuman()}`
            : 'Not said; the annotation gold-layer.io/review-every says it'}
        </Term>
        <Term name="Last review">
          {review.lastOn
            ? `${dayWords(review.lastOn)}${review.lastBy ? `, by ${review.lastBy.title}` : ''}`
            : 'Never'}
        </Term>
        <Term name="Next review">
          {review.nextOn ? dayWords(review.nextOn) : 'Not planned'}{' '}
          {review.overdue && <Pill tone={tones.bad}>Overdue</Pill>}
        </Term>
      </Box>
      {review.lastNote && <Term name="What was said">{review.lastNote}</Term>}
      <Term name="Stakeholders">
        {review.stakeholders.length === 0
          ? 'Nobody is named; the annotation gold-layer.io/stakeholders does it'
          : review.stakeholders.map((person, index) => (
              <span key={person.ref}>
                {index > 0 && ', '}
                <EntityLink entityRef={person.ref} title={person.title} />
              </span>
            ))}
      </Term>
      {!may.edit.allowed && (
        <Box sx={{ color: 'text.secondary' }}>
          {may.edit.reason ?? 'You may not record a review.'}
        </Box>
      )}
      {asked && <ReviewDialog id={id} onClose={() => setAsked(false)} />}
    </Panel>
  );
}

function ReviewDialog(props: { id: string; onClose: () => void }) {
  const [note, setNote] = useState('');
  const review = useGoldLayerAction('reviewSlo');
  return (
    <ActionDialog
      title="Record a review"
      doIt="Record"
      error={review.error}
      busy={review.isPending}
      blocked={note.trim() === ''}
      written={note !== ''}
      onSubmit={() =>
        review.mutate(
          { id: props.id, body: { note: note.trim() } },
          { onSuccess: props.onClose },
        )
      }
      onClose={props.onClose}
    >
      <TextField
        multiline
        minRows={3}
        label="What did you find, and what stays or changes?"
        helperText="It is kept with your name and today's date."
        value={note}
        onChange={event => setNote(event.target.value)}
        inputProps={{ maxLength: 2000 }}
      />
    </ActionDialog>
  );
}
