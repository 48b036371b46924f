import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { serviceIdOf, toProblem, useGoldLayer } from '../../api';
import { keepEnter, stateWords } from '../../ui';

const lookupFailed = 'Its checks could not be looked up.';

/** Chooses one of the service's checks, whose state is then kept as it is now. */
export function CheckChooser(props: {
  service: string;
  value?: unknown;
  error?: string;
  onChoose: (check: string) => void;
}) {
  const service = serviceIdOf(props.service);
  const scorecards = useGoldLayer(
    'getServiceScorecards',
    service ?? { kind: '', namespace: '', name: '' },
    { enabled: service !== undefined },
  );
  const failed = scorecards.error && toProblem(scorecards.error).message;
  const options = (scorecards.data?.items ?? []).flatMap(scorecard =>
    scorecard.checks.map(check => ({
      id: `${scorecard.scorecard}/${check.check}`,
      title: check.title,
      state: stateWords[check.state],
      scorecard: scorecard.title,
    })),
  );
  return (
    <Autocomplete
      size="small"
      options={options}
      loading={scorecards.isLoading}
      noOptionsText={failed ? lookupFailed : 'The service has no such check'}
      value={options.find(({ id }) => id === props.value) ?? null}
      groupBy={option => option.scorecard}
      getOptionLabel={option => `${option.title} (${option.state})`}
      getOptionKey={option => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onChange={(_, chosen) => props.onChoose(chosen?.id ?? '')}
      onKeyDown={keepEnter}
      renderInput={input => (
        <TextField
          {...input}
          label="Check"
          error={Boolean(props.error ?? failed)}
          helperText={
            props.error ??
            (failed
              ? `${lookupFailed} ${failed}`
              : 'Its state and reason are kept as they are now')
          }
        />
      )}
    />
  );
}
