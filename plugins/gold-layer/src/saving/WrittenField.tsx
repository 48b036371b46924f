import TextField from '@mui/material/TextField';
import { useState } from 'react';

/**
 * Free text that is saved while it is written. What is being typed stays as it
 * is typed; when the reader is elsewhere, the field follows what is saved.
 */
export function WrittenField(props: {
  label: string;
  value: string;
  max: number;
  required?: boolean;
  /** Why nothing can be written here; absent where it can. */
  readOnly?: string;
  autoFocus?: boolean;
  onWrite: (text: string) => void;
  onLeave: () => void;
}) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextField
      multiline
      fullWidth
      size="small"
      label={props.label}
      value={typed ?? props.value}
      required={props.required}
      autoFocus={props.autoFocus}
      disabled={props.readOnly !== undefined}
      inputProps={{ maxLength: props.max }}
      onChange={event => {
        setTyped(event.target.value);
        props.onWrite(event.target.value);
      }}
      onBlur={() => {
        setTyped(undefined);
        props.onLeave();
      }}
    />
  );
}
