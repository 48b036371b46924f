import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import { useGoldLayer } from '../../api';
import { inlineLinks, useLinks } from '../../ui';
import { standingWords } from '../words';

/** What is under way for the service already: perhaps nothing has to be started. */
export function OpenAlready(props: { service: string; checklist?: string }) {
  const links = useLinks();
  const { data } = useGoldLayer('listReviews', {
    service: props.service,
    state: ['open'],
    limit: 10,
  });
  const open = data?.items ?? [];
  if (open.length === 0) return null;
  const same = open.some(({ checklist }) => checklist === props.checklist);
  return (
    <Alert severity={same ? 'warning' : 'info'} sx={inlineLinks}>
      {same
        ? 'This checklist is being walked for the service already:'
        : 'Under way for this service:'}
      {open.map(review => (
        <div key={review.id}>
          <Link to={links.review(review.id)}>{review.checklistTitle}</Link>:{' '}
          {standingWords(review)}
        </div>
      ))}
    </Alert>
  );
}
