import type { ReviewSummary } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import { AsOf, EmptyState, Loaded, Panel, useLinks } from '../../ui';
import { ReviewStatePill } from '../ReviewStatePill';
import { StartReview } from '../start/StartReview';
import { standingWords } from '../words';

/** Every review of one service, newest first, and the way to the next one. */
export function ServiceReviews(props: { service: string }) {
  const { service } = props;
  const links = useLinks();
  const [starting, setStarting] = useState(false);
  const reviews = useGoldLayer('listReviews', {
    service,
    sort: 'age',
    order: 'desc',
    limit: 50,
  });
  return (
    <Panel
      title="Reviews"
      question="What was reviewed, when, and does it still hold?"
      action={
        <Button
          size="small"
          variant="outlined"
          onClick={() => setStarting(true)}
          sx={{ textTransform: 'none' }}
        >
          Start a review
        </Button>
      }
    >
      <Loaded query={reviews} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              why="This service has never been reviewed."
              todo="A review is begun with everything the portal knows already filled in."
            />
          ) : (
            <Box
              component="ol"
              aria-label="Reviews, newest first"
              sx={{ listStyle: 'none', m: 0, p: 0 }}
            >
              {newestFirst(items).map(review => (
                <Box
                  component="li"
                  key={review.id}
                  sx={{
                    py: 1,
                    borderTop: 1,
                    borderColor: 'divider',
                    '&:first-of-type': { borderTop: 0 },
                  }}
                >
                  <Box
                    sx={{
                      display: 'flex',
                      flexWrap: 'wrap',
                      gap: 1,
                      alignItems: 'baseline',
                    }}
                  >
                    <Link to={links.review(review.id)}>
                      {review.checklistTitle}
                    </Link>
                    <ReviewStatePill
                      state={review.state}
                      expiring={review.expiring}
                    />
                    <Box
                      component="span"
                      sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
                    >
                      begun <AsOf at={review.createdAt} /> by{' '}
                      {review.requestedBy.title}, version{' '}
                      {review.checklistVersion}
                    </Box>
                  </Box>
                  <div>{review.revalidation ?? standingWords(review)}</div>
                </Box>
              ))}
            </Box>
          )
        }
      </Loaded>
      {starting && (
        <StartReview
          fixed
          service={service}
          onClose={() => setStarting(false)}
        />
      )}
    </Panel>
  );
}

function newestFirst(reviews: ReviewSummary[]): ReviewSummary[] {
  return [...reviews].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
