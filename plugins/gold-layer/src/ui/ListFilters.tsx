import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ReactNode, useState } from 'react';
import { useNarrow } from './useNarrow';

/** What a list can be narrowed by, and its order. On a phone all but the search waits behind a button. */
export function ListFilters(props: {
  /** What is filtered, such as `Filter reviews`. */
  label: string;
  search: ReactNode;
  /** How many filters are set, and how many of them beside the search. */
  used: { all: number; besideSearch: number };
  clear: () => void;
  children: ReactNode;
}) {
  const { label, search, used, clear, children } = props;
  const narrow = useNarrow();
  const [asked, setAsked] = useState(false);
  // A filter in use is never hidden.
  const shown = !narrow || asked || used.besideSearch > 0;
  return (
    <Box
      role="search"
      aria-label={label}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}
    >
      {search}
      {shown && children}
      {narrow && used.besideSearch === 0 && (
        <Button
          size="small"
          color="inherit"
          aria-expanded={asked}
          onClick={() => setAsked(!asked)}
        >
          {asked ? 'Fewer filters' : 'Filters and order'}
        </Button>
      )}
      {used.all > 0 && (
        <Button size="small" onClick={clear}>
          Clear all ({used.all})
        </Button>
      )}
    </Box>
  );
}
