import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import type { ReactNode } from 'react';
import { whatNext } from '../review/whatNext';
import { reviewStateWords } from '../words';

/** `2 March 2026, 09:00 UTC`, of an ISO time or of milliseconds. */
export function momentWords(at: string | number): string {
  const time =
    typeof at === 'number'
      ? DateTime.fromMillis(at, { zone: 'utc', locale: 'en' })
      : DateTime.fromISO(at, { zone: 'utc', locale: 'en' });
  return time.toFormat("d LLLL yyyy, HH:mm 'UTC'");
}

/** The document about a review: what it is of and where it stands today, then whatever is printed of it. */
export function Paper(props: { review: Review; children: ReactNode }) {
  const { review } = props;
  return (
    <Box
      component="article"
      sx={{
        maxWidth: '190mm',
        mx: 'auto',
        px: 2,
        pb: 4,
        '& h1': { fontSize: '1.4rem', mb: 0.5 },
        '& h2': { fontSize: '1.1rem', mt: 3, mb: 0.5, breakAfter: 'avoid' },
        '& h3': { fontSize: '0.95rem', mt: 1.5, mb: 0 },
        '& .control': { breakInside: 'avoid' },
        '& table': { borderCollapse: 'collapse', width: '100%' },
        '& th, & td': {
          textAlign: 'left',
          verticalAlign: 'top',
          p: 0.5,
          borderBottom: '1px solid #ccc',
        },
        overflowWrap: 'anywhere',
      }}
    >
      <h1>
        {review.checklistTitle}: {review.serviceTitle}
      </h1>
      <div>
        {reviewStateWords[review.state]}. {whatNext(review).headline}
      </div>
      {props.children}
      <Box sx={{ mt: 3, color: '#555' }}>
        Review {review.id}, version {review.version}, printed{' '}
        {momentWords(new Date().toISOString())}.
      </Box>
    </Box>
  );
}
