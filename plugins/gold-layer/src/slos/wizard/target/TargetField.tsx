import InputAdornment from '@mui/material/InputAdornment';
import { DraftField } from '../DraftField';

/** The target as a percentage. */
export function TargetField() {
  return (
    <DraftField
      name="target"
      label="Target"
      inputProps={{ inputMode: 'decimal' }}
      InputProps={{
        endAdornment: <InputAdornment position="end">%</InputAdornment>,
      }}
      hint="Good share of the window, in per cent"
    />
  );
}
