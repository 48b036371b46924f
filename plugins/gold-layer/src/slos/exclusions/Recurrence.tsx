import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { DateTime } from 'luxon';
import { useFormContext } from 'react-hook-form';
import { repeats, ruleOf, weekdays, type ExclusionForm } from './exclusionForm';
import { ruleWords, weekdayWords } from './words';

type Repeat = ExclusionForm['repeat'];

/** How planned time comes back: a friendly choice, or a rule of one's own. */
export function Recurrence(props: { error?: string }) {
  const { register, watch, setValue, formState } =
    useFormContext<ExclusionForm>();
  const [repeat, days] = watch(['repeat', 'days']);
  const { errors } = formState;
  const units: Record<Exclude<Repeat, 'rule'>, string> = {
    daily: 'days',
    weekly: 'weeks',
    'monthly-day': 'months',
    'monthly-weekday': 'months',
  };
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '4fr 3fr 4fr' },
      }}
    >
      <TextField
        select
        size="small"
        label="Comes back"
        value={repeat}
        onChange={event => {
          const chosen = repeats.find(each => each === event.target.value);
          if (chosen) setValue('repeat', chosen, { shouldDirty: true });
        }}
      >
        {repeats.map(each => (
          <MenuItem key={each} value={each}>
            {repeatWords(each, watch())}
          </MenuItem>
        ))}
      </TextField>
      {repeat === 'rule' ? (
        <TextField
          size="small"
          label="Rule of RFC 5545"
          placeholder="FREQ=MONTHLY;BYDAY=1SU"
          inputProps={register('rule')}
          error={props.error !== undefined}
          helperText={props.error}
          sx={{ gridColumn: { sm: 'span 2' } }}
        />
      ) : (
        <>
          <TextField
            size="small"
            label={`Every … ${units[repeat]}`}
            inputProps={{ ...register('every'), inputMode: 'numeric' }}
            error={Boolean(errors.every)}
            helperText={errors.every?.message}
          />
          <TextField
            size="small"
            type="date"
            label="Last day (optional)"
            InputLabelProps={{ shrink: true }}
            inputProps={register('last')}
          />
        </>
      )}
      {repeat === 'weekly' && (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <ToggleButtonGroup
            size="small"
            aria-label="Days of the week"
            value={days}
            onChange={(_, chosen: ExclusionForm['days']) =>
              setValue('days', chosen, { shouldDirty: true })
            }
            sx={{ flexWrap: 'wrap' }}
          >
            {weekdays.map(day => (
              <ToggleButton
                key={day}
                value={day}
                title={weekdayWords(day)}
                sx={{ textTransform: 'none', px: 1.25 }}
              >
                {weekdayWords(day).slice(0, 3)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {errors.days?.message && (
            <FormHelperText error>{errors.days.message}</FormHelperText>
          )}
        </Box>
      )}
      {repeat !== 'rule' && props.error && (
        <FormHelperText error sx={{ gridColumn: '1 / -1' }}>
          {props.error}
        </FormHelperText>
      )}
    </Box>
  );
}

function repeatWords(repeat: Repeat, form: ExclusionForm): string {
  if (repeat === 'rule') return 'By a rule of my own';
  if (repeat === 'daily') return 'Every day';
  if (repeat === 'weekly') return 'On days of the week';
  if (!DateTime.fromISO(form.from).isValid) return 'Every month';
  const words = ruleWords(ruleOf({ ...form, repeat, every: '1', last: '' }));
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
