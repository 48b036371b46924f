import { matcherOps } from '@gold-layer/backstage-plugin-common';
import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/Delete';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { keepEnter } from '../../../ui';
import type { SloDraft } from '../draft/draft';
import { ValueField } from './ValueField';

const opWords: Record<(typeof matcherOps)[number], string> = {
  '=': 'is',
  '!=': 'is not',
  '=~': 'matches',
  '!~': 'does not match',
};

/** Conditions on labels, all of which have to hold. */
export function MatcherFields(props: {
  name: 'matchers' | 'bad';
  metric: string;
  /** Labels that its series have. */
  labels: string[];
  noun: string;
}) {
  const { name } = props;
  const { control, formState } = useFormContext<SloDraft>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const errors = formState.errors[name];
  const whole = errors?.message ?? errors?.root?.message;
  return (
    <Box sx={{ maxWidth: 900, mt: 1.5 }}>
      {fields.map((field, index) => (
        <Box
          key={field.id}
          role="group"
          aria-label={`Condition ${index + 1}`}
          sx={{
            display: 'grid',
            columnGap: 1,
            rowGap: 2,
            mb: 2,
            alignItems: 'start',
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr) auto',
              sm: 'minmax(0, 2fr) 200px minmax(0, 3fr) auto',
            },
          }}
        >
          <Controller
            control={control}
            name={`${name}.${index}.label`}
            render={({ field: label, fieldState }) => (
              <Autocomplete
                freeSolo
                size="small"
                options={props.labels}
                inputValue={label.value}
                onInputChange={(_, value) => label.onChange(value)}
                onKeyDown={keepEnter}
                renderInput={input => (
                  <TextField
                    {...input}
                    label="Label"
                    error={Boolean(fieldState.error)}
                    helperText={fieldState.error?.message}
                  />
                )}
              />
            )}
          />
          <IconButton
            aria-label={`Remove ${props.noun} ${index + 1}`}
            onClick={() => remove(index)}
            sx={{ order: { xs: 0, sm: 4 } }}
          >
            <DeleteIcon fontSize="small" />
          </IconButton>
          <Controller
            control={control}
            name={`${name}.${index}.op`}
            render={({ field: op }) => (
              <TextField
                select
                size="small"
                label="Compared"
                value={op.value}
                onChange={op.onChange}
              >
                {matcherOps.map(value => (
                  <MenuItem key={value} value={value}>
                    {opWords[value]} ({value})
                  </MenuItem>
                ))}
              </TextField>
            )}
          />
          <ValueField
            name={`${name}.${index}`}
            metric={props.metric}
            labels={props.labels}
          />
        </Box>
      ))}
      <Button
        size="small"
        startIcon={<AddIcon />}
        onClick={() =>
          append({ label: '', op: '=', value: '' }, { shouldFocus: false })
        }
      >
        Add a {props.noun}
      </Button>
      {whole && (
        <Box role="alert">
          <FormHelperText error>{whole}</FormHelperText>
        </Box>
      )}
    </Box>
  );
}
