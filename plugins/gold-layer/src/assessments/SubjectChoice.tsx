import Autocomplete from '@mui/material/Autocomplete';
import type { AssessmentSubject } from '@gold-layer/backstage-plugin-common';
import TextField from '@mui/material/TextField';
import { toProblem, useGoldLayer } from '../api';
import {
  boundedOptions,
  fromFacet,
  keepEnter,
  useServiceSearch,
  type Option,
} from '../ui';
import { kindWords } from './words';

/** Whom one can assess. */
export interface Subject {
  ref: string;
  title: string;
  kind: 'Services' | 'Teams';
}

type SubjectOption = Option & { kind: Subject['kind'] };

/** Chooses whom to assess, by searching among the services and teams that one may see. */
export function SubjectChoice(props: {
  kinds: AssessmentSubject['kind'][];
  value: Subject | null;
  onChange: (subject: Subject | null) => void;
}) {
  const { value } = props;
  const services = useServices(value, props.kinds);
  const teams = useTeams(props.kinds);
  const error = services.error ?? teams.error;
  return (
    <Autocomplete<SubjectOption>
      options={[...services.options, ...teams.options]}
      value={
        value && { value: value.ref, title: value.title, kind: value.kind }
      }
      loading={services.isFetching || teams.isFetching}
      onChange={(_, chosen) =>
        props.onChange(
          chosen && {
            ref: chosen.value,
            title: chosen.title,
            kind: chosen.kind,
          },
        )
      }
      onInputChange={services.onInputChange}
      onKeyDown={keepEnter}
      groupBy={({ kind }) => kind}
      getOptionLabel={({ title }) => title}
      getOptionKey={option => option.value}
      getOptionDisabled={option => option.rest === true}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      // The backend has searched the services already.
      filterOptions={(_, { inputValue }) => [
        ...services.options,
        ...boundedOptions(teams.options, {
          inputValue,
          getOptionLabel: ({ title }) => title,
        }).map(option => ({ ...option, kind: kindWords.team })),
      ]}
      noOptionsText={
        error ? 'Not everything could be looked up.' : 'Nobody by that name'
      }
      renderInput={input => (
        <TextField
          {...input}
          label="Service or team"
          error={Boolean(error)}
          helperText={error && toProblem(error).message}
        />
      )}
    />
  );
}

function useServices(
  chosen: Subject | null,
  kinds: AssessmentSubject['kind'][],
) {
  const enabled = kinds.includes('service');
  const { found, onInputChange } = useServiceSearch({
    chosen: chosen?.title,
    enabled,
  });
  return {
    onInputChange,
    isFetching: found.isFetching,
    error: enabled ? found.error : null,
    options: (enabled ? (found.data?.items ?? []) : []).map(
      ({ ref, title, name }) => ({
        value: ref,
        title: title ?? name,
        kind: kindWords.service,
      }),
    ),
  };
}

function useTeams(kinds: AssessmentSubject['kind'][]) {
  const enabled = kinds.includes('team');
  const facets = useGoldLayer('listServiceFacets', {}, { enabled });
  return {
    isFetching: facets.isFetching,
    error: enabled ? facets.error : null,
    options: fromFacet(enabled ? facets.data?.owners : [])
      .filter(({ value }) => value.startsWith('group:'))
      .map(option => ({ ...option, kind: kindWords.team })),
  };
}
