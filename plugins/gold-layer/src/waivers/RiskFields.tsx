import { riskGrades } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import {
  useFormContext,
  type FieldErrors,
  type FieldValues,
} from 'react-hook-form';
import { dayWords } from '../ui';
import type { RiskForm } from './riskForm';
import { gradeWords } from './words';

type TextName = 'cause' | 'consequence' | 'compensatingControl' | 'plan';

const texts: { name: TextName; label: string; hint: string }[] = [
  {
    name: 'cause',
    label: 'Because …',
    hint: 'What is missing: "no restore has been tested since March"',
  },
  {
    name: 'consequence',
    label: '… it may happen that …',
    hint: 'What could go wrong, and for whom: "a lost disk costs a day of orders"',
  },
  {
    name: 'compensatingControl',
    label: 'What softens it meanwhile',
    hint: 'Something that is in place today, not a plan',
  },
  {
    name: 'plan',
    label: 'How it will be put right',
    hint: 'The steps, and who takes them',
  },
];

/** The risk as its owner writes it, and until when it is to be accepted. */
export function RiskFields(props: {
  /** Last day that may be asked for. */
  latest?: string;
}) {
  const { register, formState, watch } = useFormContext<RiskForm>();
  const { errors } = formState;
  const said = (name: keyof RiskForm, hint?: string) => ({
    error: Boolean(errors[name]),
    helperText: messageOf(errors, name) ?? hint,
  });
  const grade = (name: 'likelihood' | 'impact', label: string) => (
    <TextField
      select
      label={label}
      value={watch(name) ?? ''}
      inputProps={register(name)}
      {...said(name)}
    >
      {riskGrades.map(value => (
        <MenuItem key={value} value={value}>
          {gradeWords[value]}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      {texts.slice(0, 2).map(({ name, label, hint }) => (
        <TextField
          key={name}
          label={label}
          multiline
          minRows={2}
          inputProps={register(name)}
          {...said(name, hint)}
        />
      ))}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' },
        }}
      >
        {grade('likelihood', 'How likely')}
        {grade('impact', 'How bad')}
      </Box>
      {texts.slice(2).map(({ name, label, hint }) => (
        <TextField
          key={name}
          label={label}
          multiline
          minRows={2}
          inputProps={register(name)}
          {...said(name, hint)}
        />
      ))}
      <TextField
        type="url"
        label="Ticket"
        placeholder="https://…"
        inputProps={register('ticket')}
        {...said('ticket', 'Where the plan is followed')}
      />
      <TextField
        type="date"
        label="Until"
        InputLabelProps={{ shrink: true }}
        inputProps={{ ...register('until'), max: props.latest }}
        {...said(
          'until',
          props.latest &&
            `At the latest ${dayWords(props.latest)} for this tier`,
        )}
      />
    </Box>
  );
}

function messageOf<T extends FieldValues>(
  errors: FieldErrors<T>,
  name: keyof T,
): string | undefined {
  const message = errors[name]?.message;
  return typeof message === 'string' ? message : undefined;
}
