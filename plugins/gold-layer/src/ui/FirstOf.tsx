import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';

/** The first of a long list; the others follow on demand, so that nothing is cut without a word. */
export function FirstOf<T>(props: {
  items: readonly T[];
  /** How many are shown at first. */
  first: number;
  children: (shown: readonly T[]) => ReactNode;
}) {
  const { items, first } = props;
  const [all, setAll] = useState(false);
  return (
    <>
      {props.children(all ? items : items.slice(0, first))}
      {items.length > first && (
        // It stays, as the keyboard is on it, and leads back.
        <Button
          size="small"
          color="inherit"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5 }}
        >
          {all
            ? 'Show fewer'
            : `Show all ${items.length.toLocaleString('en-US')}`}
        </Button>
      )}
    </>
  );
}
