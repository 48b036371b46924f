import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useGoldLayer } from '../api';
import {
  Choice,
  ListFilters,
  SearchField,
  fromFacet,
  tierOptions,
  type Option,
} from '../ui';
import type { Register, RegisterKey, RegisterSort } from './useRegister';
import { levelOptions, stateOptions } from './words';

const sortWords: Record<RegisterSort, string> = {
  risk: 'Largest risk first',
  until: 'Ends soonest first',
  age: 'Oldest first',
  renewals: 'Most renewed first',
  service: 'By service',
  owner: 'By owner',
};

/** Everything the register can be narrowed and sorted by. */
export function RegisterFilters(props: { register: Register }) {
  const { filter, change, used, clear } = props.register;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  const choice = (key: RegisterKey, label: string, options: Option[]) => (
    <Choice
      label={label}
      options={options}
      chosen={filter[key]}
      onChoose={values => change(key, values)}
    />
  );
  return (
    <Box sx={{ mt: 2 }}>
      <ListFilters
        label="Filter waivers"
        search={
          <SearchField
            label="Search waivers"
            placeholder="Service, check, risk …"
            value={filter.q ?? ''}
            onSearch={q => change('q', [q])}
          />
        }
        // What a link has narrowed it to stands above the list, with no field here.
        used={{ all: used.all, besideSearch: used.chosen }}
        clear={clear}
      >
        {choice('state', 'State', stateOptions)}
        {choice('level', 'Risk', levelOptions)}
        {choice('tier', 'Tier', tierOptions(facets?.tiers))}
        {choice('owner', 'Owner', fromFacet(facets?.owners))}
        <TextField
          select
          size="small"
          label="Order"
          value={filter.sort}
          onChange={event => change('sort', [event.target.value])}
          sx={{ width: { xs: '100%', sm: 200 } }}
        >
          {Object.entries(sortWords).map(([value, words]) => (
            <MenuItem key={value} value={value}>
              {words}
            </MenuItem>
          ))}
        </TextField>
      </ListFilters>
    </Box>
  );
}
