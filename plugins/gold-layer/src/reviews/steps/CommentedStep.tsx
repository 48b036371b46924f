import { zodResolver } from '@hookform/resolvers/zod';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useKeptForm, useKeptValues } from '../../saving';
import { ActionDialog } from '../../ui';

const form = (required?: string) => {
  const comment = z.string().trim().max(4000, 'At most 4,000 characters');
  return z.object({
    comment: required ? comment.min(1, required) : comment,
  });
};
type CommentForm = z.infer<ReturnType<typeof form>>;

/** A step with words to go with it. What was written survives until the step is taken. */
export function CommentedStep(props: {
  title: string;
  doIt: string;
  label: string;
  /** What to say to who leaves the words out, where they are needed. */
  required?: string;
  color?: 'error';
  /** Under which the words are kept. */
  keep: string;
  step: { isPending: boolean; error: Error | null };
  onDo: (comment: string | undefined, done: () => void) => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { required, keep, step, onClose } = props;
  const { register, handleSubmit, formState, ...rest } = useForm<CommentForm>({
    resolver: zodResolver(form(required)),
    defaultValues: { comment: '', ...useKeptValues<CommentForm>(keep) },
  });
  const forget = useKeptForm(
    { register, handleSubmit, formState, ...rest },
    keep,
  );
  const error = formState.errors.comment?.message;
  return (
    <ActionDialog
      title={props.title}
      doIt={props.doIt}
      color={props.color}
      busy={step.isPending}
      error={step.error}
      onClose={onClose}
      onSubmit={handleSubmit(({ comment }) =>
        props.onDo(comment || undefined, () => {
          forget();
          onClose();
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
        inputProps={register('comment')}
      />
    </ActionDialog>
  );
}
