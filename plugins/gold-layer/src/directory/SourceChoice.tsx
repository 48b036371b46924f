import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import type { Option } from '../ui';
import type { ServiceList } from './useServiceList';

/** One source of facts, by what it knows of services. */
export function SourceChoice(props: { list: ServiceList; options: Option[] }) {
  const { address, change } = props.list;
  const { options } = props;
  const { source } = address;
  const chosen = options.find(({ value }) => value === source);
  return (
    <Autocomplete
      size="small"
      options={options}
      // A source that has never given a fact is no choice, but may be linked to.
      value={source ? (chosen ?? { value: source, title: source }) : null}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      getOptionLabel={option => option.title}
      getOptionKey={option => option.value}
      noOptionsText="Nothing to choose"
      onChange={(_, option) =>
        change({
          source: option?.value,
          sourceState: option ? address.sourceState : [],
        })
      }
      sx={{ width: { xs: '100%', sm: 200 } }}
      renderInput={input => <TextField {...input} label="Source of facts" />}
    />
  );
}
