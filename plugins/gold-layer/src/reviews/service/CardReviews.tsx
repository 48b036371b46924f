import type { ReviewSummary } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../../api';
import { Unloaded, inlineLinks, useLinks } from '../../ui';
import { isOpen, standingWords } from '../words';

/** Where each checklist's review stands, a line each; nothing where one may not see reviews. */
export function CardReviews(props: { service: string }) {
  const links = useLinks();
  const query = useGoldLayer('listReviews', {
    service: props.service,
    limit: 50,
  });
  const reviews = latestOfEach(query.data?.items ?? []);
  if (reviews.length === 0) return <Unloaded query={query} what="Reviews" />;
  return (
    <Box
      component="ul"
      aria-label="Reviews"
      sx={{ listStyle: 'none', m: 0, p: 0, mt: 1.5 }}
    >
      {reviews.map(review => (
        <Box component="li" key={review.id} sx={{ py: 0.25, ...inlineLinks }}>
          <Link to={links.review(review.id)}>{review.checklistTitle}</Link>:{' '}
          {standingWords(review)}
        </Box>
      ))}
    </Box>
  );
}

/** What says most about each checklist: the newest that was decided, and the one under way. */
function latestOfEach(reviews: ReviewSummary[]): ReviewSummary[] {
  const latest = new Map<string, ReviewSummary>();
  for (const review of reviews) {
    if (['withdrawn', 'superseded'].includes(review.state)) continue;
    const key = `${review.checklist} ${isOpen(review.state)}`;
    const known = latest.get(key);
    if (!known || known.createdAt < review.createdAt) {
      latest.set(key, review);
    }
  }
  return [...latest.values()];
}
