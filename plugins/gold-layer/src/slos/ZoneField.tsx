import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { keepEnter } from '../ui';

/** The zone the reader is in. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Chooses a time zone. */
export function ZoneField(props: {
  value: string;
  error?: string;
  onChange: (zone: string) => void;
}) {
  return (
    <Autocomplete
      size="small"
      freeSolo
      options={['UTC', ...Intl.supportedValuesOf('timeZone')]}
      inputValue={props.value}
      onInputChange={(_, zone) => props.onChange(zone)}
      onKeyDown={keepEnter}
      renderInput={input => (
        <TextField
          {...input}
          label="Time zone"
          placeholder="Europe/Berlin"
          error={Boolean(props.error)}
          helperText={props.error}
        />
      )}
    />
  );
}
