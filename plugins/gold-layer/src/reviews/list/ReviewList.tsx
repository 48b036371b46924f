import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useState } from 'react';
import { EmptyState, ListHeading, Loaded, Pager } from '../../ui';
import { StartReview } from '../start/StartReview';
import { LoadPanel } from './LoadPanel';
import { NeedsPanel } from './NeedsPanel';
import { ReviewFilters } from './ReviewFilters';
import { ReviewRows } from './ReviewRows';
import { ViewChips } from './ViewChips';
import {
  pageSize,
  useReviewList,
  type ReviewList as List,
} from './useReviewList';

/** Every review one may see: which wait, and for whom. */
export function ReviewList() {
  const list = useReviewList();
  const [start, setStart] = useState<{
    service?: string;
    checklist?: string;
  }>();
  return (
    <>
      <ListHeading title="Which reviews wait, and for whom?">
        <Button
          variant="contained"
          size="small"
          disableElevation
          onClick={() => setStart({})}
        >
          Start a review
        </Button>
      </ListHeading>
      <ViewChips list={list} />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: 'minmax(0, 1fr) 288px',
          },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <ReviewFilters list={list} />
          <Loaded query={list.query} lines={12}>
            {answer =>
              answer.items.length === 0 ? (
                <Nothing list={list} onStart={() => setStart({})} />
              ) : (
                <Paper
                  variant="outlined"
                  sx={{ borderRadius: '10px', px: 1.5, pt: 0.5 }}
                >
                  <ReviewRows rows={answer.items} />
                  <Pager
                    paging={list.paging}
                    noun="review"
                    pageSize={pageSize}
                    answer={answer}
                    busy={list.query.isPlaceholderData}
                  />
                </Paper>
              )
            }
          </Loaded>
        </Box>
        <Box
          sx={{
            display: 'grid',
            gap: 2.5,
            gridTemplateColumns: 'minmax(0, 1fr)',
          }}
        >
          <NeedsPanel filter={list.filter} onStart={setStart} />
          <LoadPanel list={list} />
        </Box>
      </Box>
      {start && <StartReview {...start} onClose={() => setStart(undefined)} />}
    </>
  );
}

function Nothing(props: { list: List; onStart: () => void }) {
  const { list } = props;
  if (list.filters > 0) {
    return (
      <EmptyState
        why="No review matches these filters."
        todo="Loosen one of them, or begin afresh."
        action={
          <Button size="small" variant="outlined" onClick={list.clear}>
            Clear all filters
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      why={list.view.empty}
      todo={
        ['open', 'all', 'approved'].includes(list.view.id)
          ? 'A review walks a checklist for one service. Most of it is answered by what the portal knows already.'
          : undefined
      }
      action={
        <Button size="small" variant="outlined" onClick={props.onStart}>
          Start a review
        </Button>
      }
    />
  );
}
