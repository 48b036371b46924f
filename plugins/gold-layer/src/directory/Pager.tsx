import NavigateBeforeIcon from '@mui/icons-material/NavigateBefore';
import NavigateNextIcon from '@mui/icons-material/NavigateNext';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { count } from '../ui';
import { pageSize, type ServiceList } from './useServiceList';

/** Where in the list one is, and the ways on and back. */
export function Pager(props: { list: ServiceList }) {
  const { query, page, next, previous, address } = props.list;
  if (!query.data) return null;
  const { items, totalItems } = query.data;
  const first = page * pageSize + 1;
  const all = count(totalItems, 'service');
  // A link into the middle of the list does not say how far in it is.
  const lost = address.cursor !== undefined && page === 0;
  return (
    <Box
      component="nav"
      aria-label="Pages"
      sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1.5, py: 1 }}
    >
      <Box
        role="status"
        sx={{ mr: 'auto', color: 'text.secondary', fontSize: '0.875rem' }}
      >
        {totalItems <= items.length || lost
          ? all
          : `${first}–${first + items.length - 1} of ${all}`}
      </Box>
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
        disabled={!next}
        onClick={next}
      >
        Next
      </Button>
    </Box>
  );
}
