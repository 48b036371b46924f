import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import {
  Choice,
  SearchField,
  fromFacet,
  tierOptions,
  useNarrow,
  type Option,
} from '../../ui';
import { budgetOptions, ruleOptions, stateOptions } from '../words';
import type { ManyKey, SloList } from './useSloList';

const frequent: ManyKey[] = ['tier', 'owner', 'system'];
const rare: ManyKey[] = ['state', 'budget', 'rules', 'domain', 'service'];

/** Everything the list can be narrowed by. */
export function SloFilters(props: { list: SloList }) {
  const { list } = props;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  const narrow = useNarrow();
  const [asked, setAsked] = useState(false);
  const set = (keys: ManyKey[]) =>
    keys.some(key => list.chosen[key].length > 0);
  // A filter in use is never hidden; the states stand in the counters already.
  const rareUsed = set(rare.filter(key => key !== 'state' && key !== 'rules'));
  const frequentUsed = narrow && set(frequent);
  const more = asked || rareUsed || frequentUsed;
  const options: Record<ManyKey, { label: string; options: Option[] }> = {
    tier: { label: 'Tier', options: tierOptions(facets?.tiers) },
    owner: { label: 'Owner', options: fromFacet(facets?.owners) },
    system: { label: 'System', options: fromFacet(facets?.systems) },
    domain: { label: 'Domain', options: fromFacet(facets?.domains) },
    state: { label: 'State', options: stateOptions },
    budget: { label: 'Budget by policy', options: budgetOptions },
    rules: { label: 'Rules', options: ruleOptions },
    service: { label: 'Service', options: [] },
  };
  const choice = (key: ManyKey) => (
    <Choice
      key={key}
      {...options[key]}
      chosen={list.chosen[key]}
      onChoose={values => list.change({ [key]: values })}
    />
  );
  return (
    <Box
      role="search"
      aria-label="Filter SLOs"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}
    >
      <SearchField
        label="Search SLOs"
        placeholder="Title, service, indicator …"
        value={list.q}
        onSearch={q => list.change({ q })}
      />
      {(more || !narrow) && frequent.map(choice)}
      {more &&
        rare
          .filter(key => key !== 'service' || list.chosen.service.length > 0)
          .map(choice)}
      {!rareUsed && !frequentUsed && (
        <Button
          size="small"
          color="inherit"
          aria-expanded={more}
          onClick={() => setAsked(!asked)}
        >
          {more ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      {list.used > 0 && (
        <Button size="small" onClick={list.clear}>
          Clear all ({list.used})
        </Button>
      )}
    </Box>
  );
}
