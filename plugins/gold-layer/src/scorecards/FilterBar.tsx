import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useGoldLayer } from '../api';
import { Choice, fromFacet, tierOptions } from '../ui';
import type { useScorecardFilter } from './useScorecardFilter';

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
      <Choice
        label="Tier"
        options={tierOptions(facets?.tiers)}
        chosen={filter.tier ?? []}
        onChoose={values => setFilter('tier', values)}
      />
      <Choice
        label="Owner"
        options={fromFacet(facets?.owners)}
        chosen={filter.owner ?? []}
        onChoose={values => setFilter('owner', values)}
      />
      <Choice
        label="System"
        options={fromFacet(facets?.systems)}
        chosen={filter.system ?? []}
        onChoose={values => setFilter('system', values)}
      />
      <Choice
        label="Domain"
        options={fromFacet(facets?.domains)}
        chosen={filter.domain ?? []}
        onChoose={values => setFilter('domain', values)}
      />
      {isFiltered && (
        <Button size="small" color="inherit" onClick={clear}>
          Clear filters
        </Button>
      )}
    </Box>
  );
}
