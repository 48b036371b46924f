import {
  commentSchema,
  type Review,
} from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import { toProblem } from '../../api';
import { useKeptText } from '../../saving';
import { keepEnter } from '../../ui';
import { useReviewStep } from '../review/useReview';
import { MayButton } from '../steps/MayButton';
import { usePeople } from '../usePeople';
import { MentionField } from './MentionField';
import type { Subject } from './subjects';

/** Says something. What is written survives until it has been sent. */
export function CommentForm(props: {
  review: Review;
  subjects: Subject[];
  about?: Subject;
  onAbout: (key: string) => void;
}) {
  const { review, about } = props;
  const draft = useKeptText(`comment/${review.id}`);
  const say = useReviewStep('commentOnReview', review.id, {
    onDone: (_, { body: { body: text } }) => draft.sent(text),
  });
  const near = useMemo(
    () => [
      review.requestedBy,
      ...review.reviewers,
      ...review.comments.map(({ author }) => author),
    ],
    [review.requestedBy, review.reviewers, review.comments],
  );
  const people = usePeople(near);
  const body = commentSchema.shape.body.safeParse(draft.text);
  return (
    <Box
      component="form"
      aria-label="New comment"
      onSubmit={event => {
        event.preventDefault();
        if (!body.success) return;
        say.mutate({
          id: review.id,
          body: {
            body: body.data,
            ...(about?.control
              ? { control: about.control }
              : about && { section: about.section }),
          },
        });
      }}
      sx={{ display: 'grid', gap: 1.5 }}
    >
      <Autocomplete
        size="small"
        options={props.subjects}
        value={about ?? null}
        getOptionLabel={subject => subject.title}
        getOptionKey={subject => subject.key}
        isOptionEqualToValue={(a, b) => a.key === b.key}
        onChange={(_, subject) => props.onAbout(subject?.key ?? '')}
        onKeyDown={keepEnter}
        renderOption={({ key, ...attributes }, subject) => (
          <Box
            component="li"
            key={key}
            {...attributes}
            sx={{ fontWeight: subject.control ? 400 : 700 }}
          >
            {subject.title}
          </Box>
        )}
        renderInput={input => (
          <TextField {...input} label="About" placeholder="The whole review" />
        )}
      />
      <MentionField
        label="Comment"
        value={draft.text}
        people={people}
        onChange={draft.change}
      />
      {say.error && (
        <Alert severity="error">
          Kept here, not sent: {toProblem(say.error).message}
        </Alert>
      )}
      <FormButton review={review} busy={say.isPending} empty={!body.success} />
    </Box>
  );
}

function FormButton(props: { review: Review; busy: boolean; empty: boolean }) {
  const { comment } = props.review.may;
  return (
    <MayButton
      submit
      label={props.busy ? 'Sending …' : 'Comment'}
      variant="contained"
      busy={props.busy}
      may={
        comment.allowed && props.empty
          ? { allowed: false, reason: 'Write something first.' }
          : comment
      }
    />
  );
}
