import TextField, { type TextFieldProps } from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { SloDraft } from './draft/draft';

type TextName = {
  [K in keyof SloDraft]-?: SloDraft[K] extends string ? K : never;
}[keyof SloDraft];

/** One field of the draft; what is wrong with it stands in the place of its hint. */
export function DraftField(
  props: Omit<TextFieldProps, 'name' | 'value' | 'onChange' | 'error'> & {
    name: TextName;
    label: string;
    hint?: ReactNode;
  },
) {
  const { name, hint, ...others } = props;
  const { control } = useFormContext<SloDraft>();
  const { field, fieldState } = useController({ control, name });
  return (
    <TextField
      size="small"
      fullWidth
      {...others}
      name={field.name}
      value={field.value}
      inputRef={field.ref}
      onBlur={field.onBlur}
      onChange={field.onChange}
      error={Boolean(fieldState.error)}
      helperText={fieldState.error?.message ?? hint}
    />
  );
}
