import { reviewStates } from '@gold-layer/backstage-plugin-common';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useGoldLayer } from '../../api';
import {
  Choice,
  ListFilters,
  SearchField,
  fromFacet,
  tierOptions,
} from '../../ui';
import { reviewStateWords } from '../words';
import type { ReviewList } from './useReviewList';
import { sorts } from './views';

const states = reviewStates.map(value => ({
  value,
  title: reviewStateWords[value],
}));

/** What the list can be narrowed by, and its order. */
export function ReviewFilters(props: { list: ReviewList }) {
  const { list } = props;
  const { clear, filters } = list;
  return (
    <Box sx={{ mb: 2 }}>
      <ListFilters
        label="Filter reviews"
        search={
          <SearchField
            label="Search reviews"
            placeholder="Service, checklist …"
            value={list.filter.q}
            onSearch={q => list.change({ q })}
          />
        }
        used={{
          all: filters,
          besideSearch: filters - (list.filter.q ? 1 : 0),
        }}
        clear={clear}
      >
        <Choices list={list} />
      </ListFilters>
    </Box>
  );
}

function Choices(props: { list: ReviewList }) {
  const { list } = props;
  const { filter, change } = list;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  const checklists = useGoldLayer('listChecklists', {}).data?.items ?? [];
  const reviewers = useGoldLayer('listReviewers', {}).data?.items ?? [];
  const people = new Map(
    reviewers.map(({ person }) => [person.ref, person.title]),
  );
  return (
    <>
      <Choice
        label="Tier"
        options={tierOptions(facets?.tiers)}
        chosen={filter.tier}
        onChoose={tier => change({ tier })}
      />
      <Choice
        label="Team"
        options={fromFacet(facets?.owners)}
        chosen={filter.owner}
        onChoose={owner => change({ owner })}
      />
      {list.view.id === 'all' && (
        <Choice
          label="State"
          options={states}
          chosen={filter.state}
          onChoose={state => change({ state, view: 'all' })}
        />
      )}
      <Select
        label="Checklist"
        value={filter.checklist ?? ''}
        options={checklists.map(({ name, title }) => [name, title])}
        onChoose={checklist => change({ checklist })}
      />
      {!list.view.reviewer && (
        <Autocomplete
          size="small"
          options={[...people.keys()]}
          value={filter.reviewer ?? null}
          getOptionLabel={ref => people.get(ref) ?? ref}
          onChange={(_, reviewer) => change({ reviewer: reviewer ?? '' })}
          sx={{ width: { xs: '100%', sm: 180 } }}
          renderInput={input => <TextField {...input} label="Reviewer" />}
        />
      )}
      <TextField
        select
        size="small"
        label="Order"
        value={list.sort.field}
        onChange={event => change({ sort: event.target.value })}
        sx={{ width: { xs: '100%', sm: 180 } }}
      >
        {sorts.map(({ field, title }) => (
          <MenuItem key={field} value={field}>
            {title}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}

function Select(props: {
  label: string;
  value: string;
  options: [string, string][];
  onChoose: (value: string) => void;
}) {
  const known = props.options.some(([value]) => value === props.value);
  return (
    <TextField
      select
      size="small"
      label={props.label}
      value={props.value}
      onChange={event => props.onChoose(event.target.value)}
      sx={{ width: { xs: '100%', sm: 200 } }}
    >
      <MenuItem value="">Any</MenuItem>
      {props.value && !known && (
        <MenuItem value={props.value}>{props.value}</MenuItem>
      )}
      {props.options.map(([value, title]) => (
        <MenuItem key={value} value={value}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}
