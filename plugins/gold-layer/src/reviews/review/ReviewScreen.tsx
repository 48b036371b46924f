import type { Review } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Suspense, lazy } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { toProblem, useGoldLayer } from '../../api';
import { useCurrentUser } from '../../saving';
import { EmptyState, Loaded, Waiting, useLinks } from '../../ui';
import { answering, useAnswerQueue } from '../answering/useAnswerQueue';
import { ConditionsPanel } from './ConditionsPanel';
import { ControlsDesk } from './ControlsDesk';
import { DriftPanel } from './DriftPanel';
import { ReviewHeader } from './ReviewHeader';
import { ReviewNotices } from './ReviewNotices';
import { viewAddress } from './deskAddress';

const Discussion = lazy(() =>
  import('../discussion/Discussion').then(m => ({ default: m.Discussion })),
);
const LogTimeline = lazy(() =>
  import('../log/LogTimeline').then(m => ({ default: m.LogTimeline })),
);

const views = ['controls', 'discussion', 'log'] as const;
type View = (typeof views)[number];
const refetchInterval = 60_000;

/** One review: where it stands, who must act, every control, what was said and what was done. */
export function ReviewScreen() {
  const { id = '' } = useParams();
  const links = useLinks();
  const query = useGoldLayer('getReview', { id }, { refetchInterval });
  const user = useCurrentUser();
  if (
    query.error &&
    !query.data &&
    toProblem(query.error).kind === 'not-found'
  ) {
    return (
      <EmptyState
        why="There is no such review, or you may not see its service."
        todo={<Link to={links.reviews()}>All reviews you may see</Link>}
      />
    );
  }
  return (
    <Loaded query={query} lines={14}>
      {review =>
        user === undefined ? (
          <Waiting lines={14} />
        ) : (
          <ReviewPage key={review.id} review={review} user={user} />
        )
      }
    </Loaded>
  );
}

function ReviewPage(props: { review: Review; user: string }) {
  const { review, user } = props;
  const queue = useAnswerQueue(review.id, user);
  const [search, setSearch] = useSearchParams();
  const view = views.find(each => each === search.get('view')) ?? 'controls';
  const showView = (next: View) =>
    setSearch(previous => viewAddress(previous, { view: next, review }), {
      replace: true,
    });
  const titles: Record<View, string> = {
    controls: 'Controls',
    discussion: `Discussion (${review.comments.length})`,
    log: 'Log',
  };
  return (
    <answering.Provider value={queue}>
      <Box
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}
      >
        <ReviewNotices review={review} />
        <ReviewHeader review={review} user={user} />
        <DriftPanel review={review} />
        <ConditionsPanel review={review} />
        <Box>
          <Tabs
            value={view}
            onChange={(_, next: View) => showView(next)}
            aria-label="Parts of the review"
            sx={{ borderBottom: 1, borderColor: 'divider' }}
          >
            {views.map(each => (
              <Tab
                key={each}
                value={each}
                id={`review-tab-${each}`}
                aria-controls="review-view"
                label={titles[each]}
                sx={{
                  textTransform: 'none',
                  letterSpacing: 0,
                  px: { xs: 1, sm: 2 },
                }}
              />
            ))}
          </Tabs>
          <Box
            role="tabpanel"
            id="review-view"
            aria-labelledby={`review-tab-${view}`}
            sx={{ pt: 2 }}
          >
            <Suspense fallback={<Waiting lines={6} />}>
              {view === 'controls' && (
                <ControlsDesk review={review} user={user} />
              )}
              {view === 'discussion' && <Discussion review={review} />}
              {view === 'log' && <LogTimeline review={review} />}
            </Suspense>
          </Box>
        </Box>
      </Box>
    </answering.Provider>
  );
}
