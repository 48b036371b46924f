import type { ServiceFacets } from '@gold-layer/backstage-plugin-common';
import { shownTierSchema } from '@gold-layer/backstage-plugin-common';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useGoldLayer } from '../api';
import { nameOf, tierWords } from '../ui';
import type { useScorecardFilter } from './useScorecardFilter';

type Choice = ServiceFacets['tiers'][number];

function tierTitle(value: string): string {
  const tier = shownTierSchema.safeParse(value);
  return tier.success ? tierWords[tier.data] : value;
}

function Chooser(props: {
  label: string;
  choices: Choice[];
  values: string[];
  titleOf: (value: string) => string;
  onChange: (values: string[]) => void;
}) {
  const choiceOf = (value: string) =>
    props.choices.find(choice => choice.value === value);
  const title = (value: string) =>
    choiceOf(value)?.title ?? props.titleOf(value);
  return (
    <Autocomplete
      multiple
      size="small"
      limitTags={1}
      disableCloseOnSelect
      options={props.choices.map(choice => choice.value)}
      value={props.values}
      getOptionLabel={title}
      isOptionEqualToValue={(option, value) => option === value}
      renderOption={(item, value) => (
        <li {...item} key={value}>
          <Box component="span" sx={{ flexGrow: 1 }}>
            {title(value)}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', ml: 2 }}>
            {choiceOf(value)?.count}
          </Box>
        </li>
      )}
      onChange={(_, values) => props.onChange(values)}
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
        choices={facets?.tiers ?? []}
        values={filter.tier ?? []}
        titleOf={tierTitle}
        onChange={values => setFilter('tier', values)}
      />
      <Chooser
        label="Owner, with groups below"
        choices={facets?.owners ?? []}
        values={filter.owner ?? []}
        titleOf={nameOf}
        onChange={values => setFilter('owner', values)}
      />
      <Chooser
        label="System"
        choices={facets?.systems ?? []}
        values={filter.system ?? []}
        titleOf={nameOf}
        onChange={values => setFilter('system', values)}
      />
      <Chooser
        label="Domain"
        choices={facets?.domains ?? []}
        values={filter.domain ?? []}
        titleOf={nameOf}
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
