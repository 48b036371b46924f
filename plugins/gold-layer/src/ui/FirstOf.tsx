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
      {!all && items.length > first && (
        <Button
          size="small"
          color="inherit"
          onClick={() => setAll(true)}
          sx={{ mt: 0.5 }}
        >
          Show all {items.length.toLocaleString('en-US')}
        </Button>
      )}
    </>
  );
}
