import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';

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
  /** Takes the keyboard when it appears: its reader has just asked for it. */
  takesFocus?: boolean;
  onWrite: (text: string) => void;
  onLeave: () => void;
}) {
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLTextAreaElement>(null);
  const { takesFocus } = props;
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  return (
    <TextField
      multiline
      fullWidth
      size="small"
      label={props.label}
      value={typed ?? props.value}
      required={props.required}
      inputRef={input}
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
