import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { toProblem } from '../api';
import { nameOf } from './facetOptions';
import { keepEnter } from './keepEnter';
import { useServiceSearch } from './useServiceSearch';
import { tierWords } from './words';

const lookupFailed = 'Services could not be looked up.';

/** Chooses a service by searching among all that one may see. */
export function ServiceField(props: {
  value: string;
  error?: string;
  size?: 'small';
  onChange: (ref: string) => void;
}) {
  const [chosen, setChosen] = useState<{ ref: string; title: string }>();
  const { found, onInputChange } = useServiceSearch({ chosen: chosen?.title });
  const failed = found.error && toProblem(found.error).message;
  const matching = (found.data?.items ?? []).map(row => ({
    ref: row.ref,
    title: row.title ?? row.name,
    about: [tierWords[row.tier], row.ownerTitle].filter(Boolean).join(', '),
  }));
  const value = props.value
    ? (matching.find(({ ref }) => ref === props.value) ?? {
        ref: props.value,
        title: chosen?.title ?? nameOf(props.value),
        about: '',
      })
    : null;
  return (
    <Autocomplete
      size={props.size}
      // What is chosen is an option whatever is searched for.
      options={value ? [...matching, value] : matching}
      value={value}
      loading={found.isFetching}
      // The backend has searched already, and in more than the titles.
      filterOptions={() => matching}
      getOptionLabel={option => option.title}
      getOptionKey={option => option.ref}
      isOptionEqualToValue={(a, b) => a.ref === b.ref}
      noOptionsText={
        failed ? lookupFailed : 'No service has that in its name, owner or tags'
      }
      onInputChange={onInputChange}
      onKeyDown={keepEnter}
      onChange={(_, option) => {
        setChosen(option ?? undefined);
        props.onChange(option?.ref ?? '');
      }}
      renderOption={({ key, ...attributes }, option) => (
        <li key={key} {...attributes}>
          <span>
            {option.title}
            <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
              {option.about}
            </Box>
          </span>
        </li>
      )}
      renderInput={input => (
        <TextField
          {...input}
          label="Service"
          placeholder="Search by name, owner or tag"
          error={Boolean(props.error ?? failed)}
          helperText={props.error ?? (failed && `${lookupFailed} ${failed}`)}
        />
      )}
    />
  );
}
