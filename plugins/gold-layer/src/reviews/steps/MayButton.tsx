import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import { useId } from 'react';

/**
 * A button for something one may not always do. It stays in its place and says
 * why not, to those who see it and to those who hear it.
 */
export function MayButton(
  props: Pick<ButtonProps, 'variant' | 'color' | 'onClick' | 'startIcon'> & {
    may: { allowed: boolean; reason?: string };
    label: string;
    busy?: boolean;
    /** Sends the form around it. */
    submit?: boolean;
  },
) {
  const { may, label, busy, submit, ...button } = props;
  const id = useId();
  const why = may.allowed
    ? undefined
    : (may.reason ?? 'This is not possible now.');
  return (
    <Box
      sx={{ display: 'inline-flex', flexDirection: 'column', maxWidth: '36ch' }}
    >
      <Button
        size="small"
        disableElevation
        {...button}
        type={submit ? 'submit' : 'button'}
        disabled={!may.allowed || busy}
        aria-describedby={why ? id : undefined}
        sx={{ alignSelf: 'flex-start' }}
      >
        {label}
      </Button>
      {why && (
        <Box
          component="span"
          id={id}
          sx={{ fontSize: '0.75rem', color: 'text.secondary', mt: 0.25 }}
        >
          {why}
        </Box>
      )}
    </Box>
  );
}
