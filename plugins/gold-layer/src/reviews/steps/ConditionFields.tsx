import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import { DateTime } from 'luxon';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { PersonField } from '../PersonField';
import type { DecisionInput } from './DecideDialog';

const monthFromNow = () => DateTime.now().plus({ months: 1 }).toISODate() ?? '';

/** What must be done by when, and by whom, for the approval to hold. */
export function ConditionFields(props: { review: Review }) {
  const { register, control, formState } = useFormContext<DecisionInput>();
  const { fields, append, remove } = useFieldArray({
    control,
    name: 'conditions',
  });
  const errors = formState.errors.conditions;
  const add = () =>
    append({
      title: '',
      owner: props.review.requestedBy.ref,
      due: monthFromNow(),
    });
  return (
    <Box
      role="group"
      aria-label="Conditions"
      sx={{ display: 'grid', gap: 1.5 }}
    >
      <div>
        The approval ends by itself when one of these is not met in time.
      </div>
      {fields.map((field, index) => (
        <Box
          key={field.id}
          sx={{
            display: 'grid',
            gap: 1,
            gridTemplateColumns: { xs: '100%', sm: '2fr 1.4fr 1fr auto' },
            alignItems: 'start',
          }}
        >
          <TextField
            size="small"
            label={`Condition ${index + 1}`}
            error={Boolean(errors?.[index]?.title)}
            helperText={errors?.[index]?.title && 'Say what must be done'}
            inputProps={register(`conditions.${index}.title`)}
          />
          <Controller
            control={control}
            name={`conditions.${index}.owner`}
            render={({ field: owner }) => (
              <PersonField
                label="Owner"
                value={owner.value ?? ''}
                people={[props.review.requestedBy, ...props.review.reviewers]}
                error={errors?.[index]?.owner && 'Name a person'}
                onChange={owner.onChange}
              />
            )}
          />
          <TextField
            type="date"
            size="small"
            label="Due"
            InputLabelProps={{ shrink: true }}
            error={Boolean(errors?.[index]?.due)}
            helperText={errors?.[index]?.due && 'Choose a day'}
            inputProps={register(`conditions.${index}.due`)}
          />
          <Button
            size="small"
            color="inherit"
            aria-label={`Remove condition ${index + 1}`}
            onClick={() => remove(index)}
          >
            Remove
          </Button>
        </Box>
      ))}
      <Box>
        <Button size="small" color="inherit" variant="outlined" onClick={add}>
          Add a condition
        </Button>
        {(errors?.message ?? errors?.root?.message) && (
          <FormHelperText error role="alert">
            {errors?.message ?? errors?.root?.message}
          </FormHelperText>
        )}
      </Box>
    </Box>
  );
}
