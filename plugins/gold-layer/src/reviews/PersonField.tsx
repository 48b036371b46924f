import type { Person } from '@gold-layer/backstage-plugin-common';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { keepEnter } from '../ui';
import { usePeople } from './usePeople';

/** A person: one of those known here, or anybody by their ref. */
export function PersonField(props: {
  label: string;
  value: string;
  people: Person[];
  error?: string;
  onChange: (ref: string) => void;
}) {
  const people = usePeople(props.people);
  const titles = new Map(people.map(({ ref, title }) => [ref, title]));
  return (
    <Autocomplete
      freeSolo
      autoSelect
      size="small"
      options={people.map(({ ref }) => ref)}
      value={props.value}
      getOptionLabel={ref => titles.get(ref) ?? ref}
      onChange={(_, ref) => props.onChange(ref ?? '')}
      onKeyDown={keepEnter}
      renderInput={input => (
        <TextField
          {...input}
          label={props.label}
          placeholder="user:default/name"
          error={Boolean(props.error)}
          helperText={props.error}
        />
      )}
    />
  );
}
