import { zodResolver } from '@hookform/resolvers/zod';
import {
  decideReviewSchema,
  type Review,
  type RoleDecision,
} from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { FormProvider, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useKeptForm, useKeptValues } from '../../saving';
import { ActionDialog, count } from '../../ui';
import { useReviewStep } from '../review/useReview';
import { decisionWords } from '../words';
import { ConditionFields } from './ConditionFields';

/** The contract's decision, with what it leaves open: conditions where there are some, words where they are owed. */
const decisionFormSchema = decideReviewSchema
  .pick({ decision: true, conditions: true })
  .extend({ comment: z.string().trim().max(4000, 'At most 4,000 characters') })
  .check(({ value, issues }) => {
    if (value.decision === 'rejected' && !value.comment) {
      issues.push({
        code: 'custom',
        path: ['comment'],
        message: 'Say why: the team goes by it.',
        input: value,
      });
    }
    if (
      value.decision === 'conditionally-approved' &&
      !value.conditions?.length
    ) {
      issues.push({
        code: 'custom',
        path: ['conditions'],
        message: 'Name at least one condition, or approve without.',
        input: value,
      });
    }
  });
/** A decision being written. */
export type DecisionInput = z.input<typeof decisionFormSchema>;
type DecisionForm = z.output<typeof decisionFormSchema>;

const blank: DecisionInput = {
  decision: 'approved',
  comment: '',
  conditions: [],
};
const decisions = ['approved', 'conditionally-approved', 'rejected'] as const;

/** Decides a review for one role. */
export function DecideDialog(props: {
  review: Review;
  role: RoleDecision;
  onClose: () => void;
}) {
  const { review, role, onClose } = props;
  const keep = `decision/${review.id}/${role.role}`;
  const form = useForm<DecisionInput, unknown, DecisionForm>({
    resolver: zodResolver(decisionFormSchema),
    defaultValues: { ...blank, ...useKeptValues<DecisionInput>(keep) },
  });
  const { forget, unkept } = useKeptForm(form, keep, { begin: blank });
  const decide = useReviewStep('decideReview', review.id, { onDone: forget });
  const decision = form.watch('decision');
  const error = form.formState.errors.comment?.message;
  const submit = form.handleSubmit(({ comment, conditions, ...rest }) =>
    decide.mutate(
      {
        id: review.id,
        body: {
          ...rest,
          version: review.version,
          role: role.role,
          comment: comment || undefined,
          conditions:
            rest.decision === 'conditionally-approved' ? conditions : undefined,
        },
      },
      { onSuccess: onClose },
    ),
  );
  const { blocking } = review.progress;
  return (
    <FormProvider {...form}>
      <ActionDialog
        wide
        title={`Decide for ${role.title}`}
        doIt={decisionWords[decision]}
        color={decision === 'rejected' ? 'error' : 'primary'}
        busy={decide.isPending}
        written={unkept}
        error={decide.error}
        onSubmit={submit}
        onClose={onClose}
      >
        {blocking > 0 && decision !== 'rejected' && (
          <Alert severity="warning">
            {count(blocking, 'blocking control')}{' '}
            {blocking === 1 ? 'is' : 'are'} open. The review cannot be approved
            before that is closed.
          </Alert>
        )}
        <RadioGroup
          aria-label="Decision"
          value={decision}
          onChange={(_, next) => {
            const chosen = decisions.find(each => each === next);
            if (chosen) form.setValue('decision', chosen);
          }}
        >
          {decisions.map(each => (
            <FormControlLabel
              key={each}
              value={each}
              control={<Radio size="small" />}
              label={decisionWords[each]}
            />
          ))}
        </RadioGroup>
        {decision === 'conditionally-approved' && (
          <ConditionFields review={review} />
        )}
        <TextField
          multiline
          minRows={3}
          label={decision === 'rejected' ? 'Why' : 'Comment (optional)'}
          required={decision === 'rejected'}
          error={Boolean(error)}
          helperText={error}
          inputProps={form.register('comment')}
        />
      </ActionDialog>
    </FormProvider>
  );
}
