import type { Review } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import PrintIcon from '@mui/icons-material/Print';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import {
  AsOf,
  CoverageBar,
  EntityLink,
  TierLabel,
  inlineLinks,
  useLinks,
} from '../../ui';
import { ReviewStatePill } from '../ReviewStatePill';
import { ExportButton } from '../print/ExportButton';
import { ReviewActions } from '../steps/ReviewActions';
import { MayButton } from '../steps/MayButton';
import { Deciders } from './Deciders';
import { whatNext } from './whatNext';

/** Where the review stands, what happens next and who must act. */
export function ReviewHeader(props: { review: Review; user: string }) {
  const { review } = props;
  const links = useLinks();
  const next = whatNext(review);
  const { answered, automatic, controls } = review.progress;
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby="review-title"
      sx={{
        p: 2.5,
        borderRadius: '10px',
        display: 'grid',
        columnGap: 4,
        rowGap: 2,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          lg: 'minmax(0, 1.6fr) minmax(0, 1fr)',
        },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Link to={links.reviews()}>All reviews</Link>
        <Typography
          component="h2"
          id="review-title"
          sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0, ...inlineLinks }}
        >
          {review.checklistTitle}:{' '}
          {review.serviceExists ? (
            <EntityLink
              entityRef={review.service}
              title={review.serviceTitle}
              tab="gold-layer"
            />
          ) : (
            review.serviceTitle
          )}
        </Typography>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            rowGap: 0.5,
            alignItems: 'center',
            mt: 0.75,
          }}
        >
          <ReviewStatePill state={review.state} expiring={review.expiring} />
          <TierLabel tier={review.tier} />
          {review.owner && <span>{review.owner.title}</span>}
          <CoverageBar
            share={controls === 0 ? undefined : answered / controls}
            of="of controls answered"
            width={90}
          />
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {answered} of {controls} answered, {automatic} of them by the portal
          </Box>
        </Box>
        <Box role="status" aria-label="What happens next" sx={{ mt: 1.5 }}>
          <Box
            sx={{ fontSize: '1rem', fontWeight: 600, overflowWrap: 'anywhere' }}
          >
            {next.headline}
          </Box>
          {next.details.map(detail => (
            <div key={detail}>{detail}</div>
          ))}
        </Box>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1.5,
            mt: 1.5,
            alignItems: 'flex-start',
          }}
        >
          <ReviewActions review={review} />
          <ExportButton review={review} />
          <Button
            size="small"
            color="inherit"
            startIcon={<PrintIcon />}
            component={RouterLink}
            to={`${links.review(review.id)}/print`}
          >
            Print
          </Button>
        </Box>
        <Box
          sx={{
            color: 'text.secondary',
            fontSize: '0.8125rem',
            mt: 1,
            ...inlineLinks,
          }}
        >
          Asked for by {review.requestedBy.title},{' '}
          <AsOf at={review.createdAt} />. Checklist version{' '}
          {review.checklistVersion}.
          {review.supersedes && (
            <>
              {' '}
              <Link to={links.review(review.supersedes)}>
                The review before it
              </Link>
            </>
          )}
        </Box>
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box component="h3" sx={{ m: 0, fontSize: '0.9375rem' }}>
          Who decides
        </Box>
        <Deciders review={review} />
        {['submitted', 'in-review'].includes(review.state) &&
          review.mayDecideFor.length === 0 &&
          !review.may.decide.allowed && (
            <MayButton label="Decide" may={review.may.decide} color="inherit" />
          )}
      </Box>
    </Paper>
  );
}
