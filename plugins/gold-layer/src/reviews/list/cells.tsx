import { ReviewSummary, driftWords } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import {
  AsOf,
  CoverageBar,
  TierLabel,
  dayWords,
  useLinks,
  useTones,
} from '../../ui';
import { ReviewStatePill } from '../ReviewStatePill';
import { isOpen, isOver, listed } from '../words';

interface CellProps {
  review: ReviewSummary;
}

const quiet = { color: 'text.secondary', fontSize: '0.8125rem' };

/** Whose review it is, and of what. */
export function SubjectCell({ review }: CellProps) {
  const links = useLinks();
  return (
    <Box sx={{ fontWeight: 600 }}>
      <Link to={links.review(review.id)}>
        {review.serviceTitle}: {review.checklistTitle}
      </Link>
    </Box>
  );
}

/** Tier and team of the service. */
export function ServiceCell({ review }: CellProps) {
  return (
    <Box sx={{ ...quiet, display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}>
      <TierLabel tier={review.tier} />
      {review.owner && <span>{review.owner.title}</span>}
      {!review.serviceExists && <span>no longer in the catalog</span>}
    </Box>
  );
}

/** The state, and what has happened to an approval since. */
export function StateCell({ review }: CellProps) {
  const tones = useTones();
  const drift = driftWords(review.progress);
  return (
    <Box>
      <ReviewStatePill state={review.state} expiring={review.expiring} />
      {drift && <Box sx={{ ...quiet, color: tones.bad.text }}>{drift}</Box>}
      {review.revalidation && <Box sx={quiet}>{review.revalidation}</Box>}
    </Box>
  );
}

/** How far the answers are, and how many controls block. */
export function ProgressCell({ review }: CellProps) {
  const tones = useTones();
  const { answered, controls, blocking } = review.progress;
  return (
    <Box>
      <CoverageBar
        share={controls === 0 ? undefined : answered / controls}
        of="of controls answered"
      />
      <Box sx={quiet}>
        {answered} of {controls}
      </Box>
      {blocking > 0 && (
        <Box sx={{ ...quiet, color: tones.bad.text }}>
          {blocking} blocking open
        </Box>
      )}
    </Box>
  );
}

/** What happens by when: an answer promised, and since when it is waited for, or an approval ending. */
export function DueCell({ review }: CellProps) {
  const tones = useTones();
  if (isOpen(review.state)) {
    if (!review.promisedBy) {
      return (
        <>
          begun <AsOf at={review.createdAt} />
        </>
      );
    }
    return (
      <>
        {isOver(review.promisedBy) ? (
          <Box component="span" sx={{ color: tones.bad.text, fontWeight: 600 }}>
            was due <AsOf at={review.promisedBy} />
          </Box>
        ) : (
          <span>
            promised <AsOf at={review.promisedBy} />
          </span>
        )}
        <Box sx={quiet}>
          begun <AsOf at={review.createdAt} />
        </Box>
      </>
    );
  }
  if (review.validUntil) {
    return (
      <>
        {isOver(review.validUntil) ? 'ended' : 'until'}{' '}
        {dayWords(review.validUntil)}
      </>
    );
  }
  return (
    <>
      decided <AsOf at={review.decidedAt ?? review.updatedAt} />
    </>
  );
}

/** Who reviews it. */
export function PeopleCell({ review }: CellProps) {
  return review.reviewers.length > 0 ? (
    <span>{listed(review.reviewers.map(({ title }) => title))}</span>
  ) : (
    <Box component="span" sx={quiet}>
      nobody yet
    </Box>
  );
}
