import NavigateBeforeIcon from '@mui/icons-material/NavigateBefore';
import NavigateNextIcon from '@mui/icons-material/NavigateNext';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Paging } from './usePaging';
import { count } from './words';

/** Where in a list one is, and the ways on and back. */
export function Pager(props: {
  paging: Paging;
  /** Whose pages they are, where a screen has several lists. */
  label?: string;
  /** What is listed, in the singular. */
  noun: string;
  /** Rows of a full page. */
  pageSize: number;
  /** The page shown; nothing is said before there is one. */
  answer?: {
    items: unknown[];
    totalItems: number;
    pageInfo: { nextCursor?: string };
  };
  /** While the next page is on its way, nobody can go on from this one. */
  busy?: boolean;
}) {
  const { page, next, previous, cursor } = props.paging;
  if (!props.answer) return null;
  const { items, totalItems, pageInfo } = props.answer;
  const nextCursor = props.busy ? undefined : pageInfo.nextCursor;
  const first = page * props.pageSize + 1;
  const all = count(totalItems, props.noun);
  // A link into the middle of the list does not say how far in it is.
  const lost = cursor !== undefined && page === 0;
  return (
    <Box
      component="nav"
      aria-label={props.label ?? 'Pages'}
      sx={{
        display: 'flex',
        // In a narrow panel the ways on stand below the words, which stay whole.
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1,
        px: 1.5,
        py: 1,
      }}
    >
      <Box
        role="status"
        sx={{
          mr: 'auto',
          color: 'text.secondary',
          fontSize: '0.875rem',
          whiteSpace: 'nowrap',
        }}
      >
        {totalItems <= items.length || lost
          ? all
          : `${first}–${first + items.length - 1} of ${all}`}
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          size="small"
          color="inherit"
          startIcon={<NavigateBeforeIcon />}
          disabled={!previous}
          onClick={previous}
        >
          {lost ? 'First page' : 'Previous'}
        </Button>
        <Button
          size="small"
          color="inherit"
          endIcon={<NavigateNextIcon />}
          disabled={!nextCursor}
          onClick={() => nextCursor && next(nextCursor)}
        >
          Next
        </Button>
      </Box>
    </Box>
  );
}
