import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useGoldLayer } from '../../api';
import type { ReviewList } from './useReviewList';
import { reviewViews, type View } from './views';

/** What people come for, each with how many there are. */
export function ViewChips(props: { list: ReviewList }) {
  return (
    <Box
      component="nav"
      aria-label="Kinds of reviews"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}
    >
      {reviewViews.map(view => (
        <ViewChip key={view.id} list={props.list} view={view} />
      ))}
    </Box>
  );
}

function ViewChip(props: { list: ReviewList; view: View }) {
  const { list, view } = props;
  // One row is enough to be told how many there are.
  const { data } = useGoldLayer('listReviews', {
    ...list.queryOf(view),
    limit: 1,
  });
  const chosen = list.view.id === view.id;
  return (
    <Chip
      clickable
      label={data ? `${view.title} (${data.totalItems})` : view.title}
      color={chosen ? 'primary' : 'default'}
      variant={chosen ? 'filled' : 'outlined'}
      aria-current={chosen ? 'page' : undefined}
      onClick={() => list.change({ view: view.id, sort: '', state: [] })}
    />
  );
}
