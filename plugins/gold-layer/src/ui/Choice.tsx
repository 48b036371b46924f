import Autocomplete, { autocompleteClasses } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import { boundedOptions, type Option } from './boundedOptions';
import { nameOf } from './facetOptions';

/** One filter: any of several values. Values of the address that are no choice any more stay visible. */
export function Choice(props: {
  label: string;
  options: Option[];
  chosen: string[];
  onChoose: (values: string[]) => void;
}) {
  const { options, chosen } = props;
  const known = new Set(options.map(({ value }) => value));
  const all: Option[] = [
    ...options,
    ...chosen
      .filter(value => !known.has(value))
      .map(value => ({ value, title: nameOf(value) })),
  ];
  return (
    <Autocomplete
      multiple
      disableClearable
      disableCloseOnSelect
      size="small"
      options={all}
      filterOptions={boundedOptions}
      getOptionDisabled={option => option.rest === true}
      value={all.filter(({ value }) => chosen.includes(value))}
      onChange={(_, values) => props.onChoose(values.map(o => o.value))}
      getOptionLabel={option => option.title}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      getOptionKey={option => option.value}
      noOptionsText="Nothing to choose"
      sx={{
        width: { xs: '100%', sm: 180 },
        // What is chosen stays on one line, so that nothing moves.
        [`& .${autocompleteClasses.inputRoot}`]: { flexWrap: 'nowrap' },
        [`& .${autocompleteClasses.input}`]: { flexBasis: 0, px: '4px' },
      }}
      slotProps={{ popper: { sx: { minWidth: 240 } } }}
      renderTags={chosenOptions => (
        <Box
          component="span"
          title={chosenOptions.map(option => option.title).join(', ')}
          sx={{
            pl: 1,
            minWidth: 0,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {chosenOptions.length === 1
            ? chosenOptions[0].title
            : `${chosenOptions.length} chosen`}
        </Box>
      )}
      renderOption={({ key, ...attributes }, option, { selected }) => (
        <li key={key} {...attributes}>
          {!option.rest && (
            <Checkbox
              size="small"
              checked={selected}
              tabIndex={-1}
              sx={{ p: 0, mr: 1 }}
              inputProps={{ 'aria-hidden': true }}
            />
          )}
          <Box sx={{ flexGrow: 1, minWidth: 0 }}>{option.title}</Box>
          {option.count !== undefined && (
            <Box sx={{ color: 'text.secondary', pl: 2 }}>{option.count}</Box>
          )}
        </li>
      )}
      renderInput={input => <TextField {...input} label={props.label} />}
    />
  );
}
