import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayer } from '../api';
import {
  Choice,
  SearchField,
  fromFacet,
  tierOptions,
  useNarrow,
  type Option,
} from '../ui';
import { BlockingChoice, CheckChoice, ScorecardChoice } from './CheckChoice';
import { countFilters, manyKeys, type ManyKey } from './address';
import {
  gapOptions,
  goldOptions,
  levelOptions,
  sourceStateOptions,
  stateOptions,
} from './options';
import { SourceChoice } from './SourceChoice';
import type { ServiceList } from './useServiceList';

// Where there is room these are always at hand; the others wait behind a button.
const frequent: ManyKey[] = ['tier', 'owner', 'system', 'level'];

/** Everything the list can be narrowed by. */
export function Filters(props: { list: ServiceList }) {
  const { list } = props;
  const { address, scorecard, change, clear } = list;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  const narrow = useNarrow();
  const [asked, setAsked] = useState(false);
  const used = countFilters(address);
  // A filter in use is never hidden.
  const rarerUsed =
    Boolean(address.check ?? address.source) ||
    manyKeys.some(key => !frequent.includes(key) && address[key].length > 0);
  const frequentUsed = frequent.some(key => address[key].length > 0);
  const more = asked || rarerUsed || (narrow && frequentUsed);

  const choice = (key: ManyKey, label: string, options: Option[]) => (
    <Choice
      label={label}
      options={options}
      chosen={address[key]}
      onChoose={values => change({ [key]: values })}
    />
  );
  return (
    <Box
      role="search"
      aria-label="Filter services"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}
    >
      <SearchField
        label="Search services"
        placeholder="Name, owner, tag …"
        value={address.q ?? ''}
        onSearch={q => change({ q: q || undefined })}
      />
      {(more || !narrow) && (
        <>
          {choice('tier', 'Tier', tierOptions(facets?.tiers))}
          {choice('owner', 'Owner', fromFacet(facets?.owners))}
          {choice('system', 'System', fromFacet(facets?.systems))}
          {scorecard && (
            <Choice
              label="Level"
              options={levelOptions(scorecard)}
              chosen={address.level}
              onChoose={level => change({ level, scorecard: scorecard.name })}
            />
          )}
        </>
      )}
      {more && (
        <>
          {choice('domain', 'Domain', fromFacet(facets?.domains))}
          {choice('lifecycle', 'Lifecycle', fromFacet(facets?.lifecycles))}
          {choice('type', 'Type', fromFacet(facets?.types))}
          {choice('gap', 'Ownership gap', gapOptions)}
          {choice('gold', 'Worth Gold?', goldOptions)}
          <ScorecardChoice list={list} />
          {scorecard && <CheckChoice list={list} scorecard={scorecard.name} />}
          {address.check && choice('state', 'Check state', stateOptions)}
          {address.check && <BlockingChoice list={list} />}
          <SourceChoice list={list} options={fromFacet(facets?.sources)} />
          {address.source &&
            choice('sourceState', 'Its facts', sourceStateOptions)}
        </>
      )}
      {!rarerUsed && !(narrow && frequentUsed) && (
        <Button
          size="small"
          color="inherit"
          aria-expanded={more}
          onClick={() => setAsked(!asked)}
        >
          {more ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      {used > 0 && (
        <Button size="small" onClick={clear}>
          Clear all ({used})
        </Button>
      )}
    </Box>
  );
}
