import { zodResolver } from '@hookform/resolvers/zod';
import type { Review, RouteInput } from '@gold-layer/backstage-plugin-common';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useKeptForm, useKeptValues } from '../../saving';
import { ActionDialog } from '../../ui';
import { useReviewStep, type ReviewStep } from '../review/useReview';

const schemaOf = (required?: string) => {
  const comment = z.string().trim().max(4000, 'At most 4,000 characters');
  return z.object({
    comment: required ? comment.min(1, required) : comment,
  });
};
type CommentForm = z.infer<ReturnType<typeof schemaOf>>;

/** A step with words to go with it. What was written survives until the step is taken. */
export function CommentedStep<N extends ReviewStep>(props: {
  review: Review;
  step: N;
  title: string;
  doIt: string;
  label: string;
  /** What to say to who leaves the words out, where they are needed. */
  required?: string;
  color?: 'error';
  /** Under which the words are kept. */
  keep: string;
  /** The step's request, with the words where some were written. */
  toInput: (comment?: string) => RouteInput<N>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { required, keep, onClose } = props;
  const form = useForm<CommentForm>({
    resolver: zodResolver(schemaOf(required)),
    defaultValues: { comment: '', ...useKeptValues<CommentForm>(keep) },
  });
  const { forget, unkept } = useKeptForm(form, keep);
  const step = useReviewStep(props.step, props.review.id, { onDone: forget });
  const error = form.formState.errors.comment?.message;
  return (
    <ActionDialog
      title={props.title}
      doIt={props.doIt}
      color={props.color}
      busy={step.isPending}
      written={unkept}
      error={step.error}
      onClose={onClose}
      onSubmit={form.handleSubmit(({ comment }) =>
        step.mutate(props.toInput(comment || undefined), {
          onSuccess: onClose,
        }),
      )}
    >
      {props.children}
      <TextField
        multiline
        minRows={3}
        label={props.label}
        required={required !== undefined}
        error={Boolean(error)}
        helperText={error}
        inputProps={form.register('comment')}
      />
    </ActionDialog>
  );
}
