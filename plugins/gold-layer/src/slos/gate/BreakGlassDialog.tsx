import { zodResolver } from '@hookform/resolvers/zod';
import TextField from '@mui/material/TextField';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useGoldLayerAction } from '../../api';
import { ActionDialog, count } from '../../ui';
import { fieldErrorsOf } from '../fieldErrors';

const formOf = (longestHours: number) =>
  z.object({
    reason: z
      .string()
      .trim()
      .min(10, 'Say why, in ten characters or more: it stays in the record')
      .max(2000, 'At most 2,000 characters'),
    hours: z
      .string()
      .regex(/^[1-9]\d*$/, 'A whole number of hours')
      .refine(
        hours => Number(hours) <= longestHours,
        `At most ${count(longestHours, 'hour')}, which is what the policy allows`,
      ),
  });
type BreakForm = z.infer<ReturnType<typeof formOf>>;

/** Lets a service through for some hours, in one's own name. */
export function BreakGlassDialog(props: {
  service: string;
  title: string;
  longestHours: number;
  onClose: () => void;
}) {
  const { service, title, longestHours } = props;
  const breakGlass = useGoldLayerAction('breakGlass');
  const { register, handleSubmit, formState } = useForm<BreakForm>({
    resolver: zodResolver(formOf(longestHours)),
    defaultValues: { reason: '', hours: String(Math.min(4, longestHours)) },
  });
  const { byField, other } = fieldErrorsOf(breakGlass.error, [
    'reason',
    'hours',
  ]);
  const said = (name: 'reason' | 'hours', hint: string) => {
    const message = formState.errors[name]?.message ?? byField[name];
    return { error: message !== undefined, helperText: message ?? hint };
  };
  return (
    <ActionDialog
      title={`Break the glass of ${title}`}
      doIt="Break the glass"
      busy={breakGlass.isPending}
      written={formState.isDirty}
      error={other}
      onClose={props.onClose}
      onSubmit={() => {
        handleSubmit(({ reason, hours }) =>
          breakGlass.mutate(
            { body: { service, reason, hours: Number(hours) } },
            { onSuccess: props.onClose },
          ),
        )().catch(() => undefined);
      }}
    >
      <div>
        The gate then lets every change of this service through, until the time
        is over or somebody ends it. Owners are told, and your name stays beside
        it.
      </div>
      <TextField
        label="Why it cannot wait"
        multiline
        minRows={3}
        inputProps={register('reason')}
        {...said('reason', 'Whoever looks back at this later reads it first')}
      />
      <TextField
        label="For how many hours"
        inputProps={{ ...register('hours'), inputMode: 'numeric' }}
        {...said('hours', `At most ${longestHours}`)}
      />
    </ActionDialog>
  );
}
