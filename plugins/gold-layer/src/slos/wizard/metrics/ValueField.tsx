import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useGoldLayer } from '../../../api';
import { keepEnter } from '../../../ui';
import type { SloDraft } from '../draft/draft';

/** The value of a condition: what the label has now is offered, and anything may be written. */
export function ValueField(props: {
  name: `${'matchers' | 'bad'}.${number}`;
  metric: string;
  /** Labels that the series of the metric have. */
  labels: string[];
}) {
  const { labels, metric, name } = props;
  const { control, watch } = useFormContext<SloDraft>();
  const [looking, setLooking] = useState(false);
  const { field, fieldState } = useController({
    control,
    name: `${name}.value`,
  });
  const [service, label] = watch(['service', `${name}.label`]);
  const source = watch('source') || undefined;
  const { data, isFetching } = useGoldLayer(
    'lookUpLabelValues',
    { service, source, metric, label },
    { enabled: looking && labels.includes(label) },
  );
  return (
    <Autocomplete
      freeSolo
      size="small"
      options={data?.items ?? []}
      loading={looking && isFetching}
      inputValue={field.value}
      onInputChange={(_, value) => field.onChange(value)}
      onFocus={() => setLooking(true)}
      onKeyDown={keepEnter}
      renderInput={input => (
        <TextField
          {...input}
          label="Value"
          inputRef={field.ref}
          error={Boolean(fieldState.error)}
          helperText={fieldState.error?.message}
        />
      )}
      sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
    />
  );
}
