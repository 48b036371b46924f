import Autocomplete from '@mui/material/Autocomplete';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useGoldLayer } from '../api';
import type { ServiceList } from './useServiceList';

// Whoever looks for a check looks first for where it is open.
const open = ['fail', 'unknown'];

/** Which scorecard levels and checks are those of. */
export function ScorecardChoice(props: { list: ServiceList }) {
  const { scorecard, scorecards, change } = props.list;
  if (!scorecard || scorecards.length < 2) return null;
  return (
    <TextField
      select
      size="small"
      label="Scorecard"
      value={scorecard.name}
      sx={{ width: { xs: '100%', sm: 200 } }}
      onChange={event =>
        change({
          scorecard: event.target.value,
          level: [],
          check: undefined,
          state: [],
          blocking: undefined,
        })
      }
    >
      {scorecards.map(({ name, title }) => (
        <MenuItem key={name} value={name}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** One check, whose state the list is narrowed by. */
export function CheckChoice(props: { list: ServiceList; scorecard: string }) {
  const { address, change } = props.list;
  const detail = useGoldLayer('getScorecard', { name: props.scorecard }).data;
  const options = (detail?.checks ?? []).map(({ check, title }) => ({
    value: check,
    title,
  }));
  const chosen = options.find(({ value }) => value === address.check) ?? {
    value: address.check ?? '',
    title: address.check ?? '',
  };
  const states = address.state.length > 0 ? address.state : open;
  return (
    <Autocomplete
      size="small"
      options={options}
      value={address.check ? chosen : null}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      getOptionLabel={option => option.title}
      getOptionKey={option => option.value}
      noOptionsText="Nothing to choose"
      onChange={(_, option) =>
        change({
          scorecard: props.scorecard,
          check: option?.value,
          state: option ? states : [],
          blocking: option ? address.blocking : undefined,
        })
      }
      sx={{ width: { xs: '100%', sm: 300 } }}
      renderInput={input => <TextField {...input} label="Check" />}
    />
  );
}

/** Only services that the check keeps from their next level. */
export function BlockingChoice(props: { list: ServiceList }) {
  const { address, change } = props.list;
  return (
    <FormControlLabel
      label="Only where it stands before the next level"
      control={
        <Checkbox
          size="small"
          checked={address.blocking === 'true'}
          onChange={(_, checked) =>
            change({ blocking: checked ? 'true' : undefined })
          }
        />
      }
    />
  );
}
