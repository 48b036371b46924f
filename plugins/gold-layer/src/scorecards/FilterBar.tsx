import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useGoldLayer } from '../api';
import {
  boundedOptions,
  fromFacet,
  nameOf,
  tierOptions,
  type Option,
} from '../ui';
import type { useScorecardFilter } from './useScorecardFilter';

function Chooser(props: {
  label: string;
  options: Option[];
  values: string[];
  onChange: (values: string[]) => void;
}) {
  const { options, values } = props;
  // What an old address asks for may be no choice any more.
  const chosen = values.map(
    value =>
      options.find(option => option.value === value) ?? {
        value,
        title: nameOf(value),
      },
  );
  return (
    <Autocomplete
      multiple
      size="small"
      limitTags={1}
      disableCloseOnSelect
      options={options}
      filterOptions={boundedOptions}
      getOptionDisabled={option => option.rest === true}
      value={chosen}
      getOptionLabel={option => option.title}
      getOptionKey={option => option.value}
      isOptionEqualToValue={(option, value) => option.value === value.value}
      renderOption={({ key, ...item }, option) => (
        <li key={key} {...item}>
          <Box component="span" sx={{ flexGrow: 1 }}>
            {option.title}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', ml: 2 }}>
            {option.count}
          </Box>
        </li>
      )}
      onChange={(_, next) => props.onChange(next.map(({ value }) => value))}
      renderInput={input => <TextField {...input} label={props.label} />}
      sx={{ flex: '1 1 220px', maxWidth: { sm: 320 } }}
    />
  );
}

/** Narrows a scorecard's page to tiers, owners, systems and domains. */
export function FilterBar(props: ReturnType<typeof useScorecardFilter>) {
  const { filter, setFilter, isFiltered, clear } = props;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  return (
    <Box
      role="search"
      aria-label="Which services"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}
    >
      <Chooser
        label="Tier"
        options={tierOptions(facets?.tiers)}
        values={filter.tier ?? []}
        onChange={values => setFilter('tier', values)}
      />
      <Chooser
        label="Owner, with groups below"
        options={fromFacet(facets?.owners)}
        values={filter.owner ?? []}
        onChange={values => setFilter('owner', values)}
      />
      <Chooser
        label="System"
        options={fromFacet(facets?.systems)}
        values={filter.system ?? []}
        onChange={values => setFilter('system', values)}
      />
      <Chooser
        label="Domain"
        options={fromFacet(facets?.domains)}
        values={filter.domain ?? []}
        onChange={values => setFilter('domain', values)}
      />
      {isFiltered && (
        <Button size="small" color="inherit" onClick={clear}>
          Clear filters
        </Button>
      )}
    </Box>
  );
}
