import type { Review } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import { inlineLinks, useLinks } from '../../ui';
import { UpgradeNotice } from '../steps/UpgradeNotice';

/** What one should know before reading on. */
export function ReviewNotices(props: { review: Review }) {
  const { review } = props;
  const links = useLinks();
  return (
    <>
      {review.supersededBy && (
        <Alert severity="info" sx={inlineLinks}>
          A later review has taken its place.{' '}
          <Link to={links.review(review.supersededBy)}>Open the later one</Link>
        </Alert>
      )}
      {!review.serviceExists && (
        <Alert severity="warning">
          The service has left the catalog. The review stays as the record of
          what was decided.
        </Alert>
      )}
      {review.checklistGone && (
        <Alert severity="warning">
          The checklist can no longer be read from its source. The review goes
          on with the text stored at its start.
        </Alert>
      )}
      <UpgradeNotice review={review} />
    </>
  );
}
