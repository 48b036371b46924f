import { Suspense, lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageBody, Waiting } from '../ui';
import { ReviewList } from './list/ReviewList';

const ReviewScreen = lazy(() =>
  import('./review/ReviewScreen').then(m => ({ default: m.ReviewScreen })),
);
const PrintScreen = lazy(() =>
  import('./print/PrintScreen').then(m => ({ default: m.PrintScreen })),
);

/** All reviews, and below it the page of each. */
export function ReviewsPage() {
  return (
    <PageBody>
      <Suspense fallback={<Waiting lines={14} />}>
        <Routes>
          <Route index element={<ReviewList />} />
          <Route path=":id" element={<ReviewScreen />} />
          <Route path=":id/print" element={<PrintScreen />} />
        </Routes>
      </Suspense>
    </PageBody>
  );
}
